package dev.keyframed.service.management;

import dev.keyframed.job.Account;
import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.job.PassingTrouble;
import dev.keyframed.port.Health;
import dev.keyframed.support.bus.BusAddresses.NamespaceStatus;
import java.time.Instant;

/**
 * Reports whether the provider's account is usable, by the last count. It does not decide
 * readiness: a daemon that waits for a payment must still answer callbacks. Thread-safe.
 */
final class AccountHealth implements Health {
  private volatile HealthStatus status = HealthStatus.well("not counted yet");

  void update(NamespaceStatus namespace) {
    status = status(namespace, namespace.account());
  }

  private static HealthStatus status(NamespaceStatus namespace, Account account) {
    if (account.hold() == HoldReason.PAUSED) {
      return HealthStatus.unwell(
          "paused by an operator since "
              + account.holdSince()
              + ": jobs are kept and wait until it is resumed");
    }
    if (account.hold() != null) {
      return HealthStatus.unwell(
          "held ("
              + account.hold().label()
              + ") since "
              + account.holdSince()
              + ": "
              + account.holdMessage()
              + "; jobs are kept and wait, and one of them tries again from time to time");
    }
    if (namespace.overBudget()) {
      return HealthStatus.unwell(
          "today's budget has no room for the next job: jobs are kept and wait until 00:00 UTC,"
              + " until budget.daily_usd is raised, or until open attempts turn out to cost nothing");
    }
    if (account.isCallbackLost()) {
      return HealthStatus.unwell(
          "the provider does not get its challenge echoed: "
              + (namespace.callbackWanted()
                  ? "nothing is created, jobs are kept and tried again"
                  : "jobs go without callback and are polled")
              + "; check callback.public_url");
    }
    PassingTrouble trouble = account.troubleAt(Instant.now()).orElse(null);
    if (trouble != null) {
      return HealthStatus.unwell(
          "%s since %s: %s; jobs are kept and tried again"
              .formatted(trouble.reason().label(), trouble.since(), trouble.message()));
    }
    if (account.isInDoubt()) {
      return HealthStatus.well(
          "several creations in a row came to nothing without a challenge: lost answers count as"
              + " uncertain until a creation is challenged again");
    }
    if (account.challenges() == Account.Challenges.NOT_EACH) {
      return HealthStatus.well(
          "creations are not always challenged: every lost answer counts as uncertain");
    }
    return HealthStatus.well("in use");
  }

  @Override
  public String name() {
    return "account";
  }

  @Override
  public HealthStatus status() {
    return status;
  }

  @Override
  public boolean decidesReadiness() {
    return false;
  }
}
