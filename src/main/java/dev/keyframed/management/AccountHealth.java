package dev.keyframed.management;

import dev.keyframed.bus.Topics.Standing;
import dev.keyframed.job.Account;
import dev.keyframed.job.Account.Hold;
import dev.keyframed.job.PassingTrouble;
import dev.keyframed.port.Health;
import java.time.Instant;

/**
 * Reports whether the provider's account is usable, by the last count. It does not decide
 * readiness: a daemon that waits for a payment must still answer callbacks. Thread-safe.
 */
final class AccountHealth implements Health {
  private volatile Status status = Status.well("not counted yet");

  void heard(Standing standing) {
    status = status(standing, standing.account());
  }

  private static Status status(Standing standing, Account account) {
    if (account.hold() == Hold.PAUSED) {
      return Status.unwell(
          "paused by an operator since "
              + account.holdSince()
              + ": jobs are kept and wait until it is resumed");
    }
    if (account.hold() != null) {
      return Status.unwell(
          "held ("
              + account.hold().label()
              + ") since "
              + account.holdSince()
              + ": "
              + account.holdMessage()
              + "; jobs are kept and wait, and one of them tries again from time to time");
    }
    if (standing.overBudget()) {
      return Status.unwell(
          "today's budget has no room for the next job: jobs are kept and wait until 00:00 UTC, or"
              + " until budget.daily_usd is raised");
    }
    if (account.isCallbackLost()) {
      return Status.unwell(
          "the provider does not get its challenge echoed: "
              + (standing.callbackWanted()
                  ? "nothing is created, jobs are kept and tried again"
                  : "jobs go without callback and are polled")
              + "; check callback.public_url");
    }
    PassingTrouble trouble = account.troubleAt(Instant.now()).orElse(null);
    if (trouble != null) {
      return Status.unwell(
          "%s since %s: %s; jobs are kept and tried again"
              .formatted(trouble.reason().label(), trouble.since(), trouble.message()));
    }
    if (account.isInDoubt()) {
      return Status.well(
          "several creations in a row came to nothing without a challenge: lost answers count as"
              + " uncertain until a creation is challenged again");
    }
    if (account.challenges() == Account.Challenges.NOT_EACH) {
      return Status.well(
          "creations are not always challenged: every lost answer counts as uncertain");
    }
    return Status.well("in use");
  }

  @Override
  public String name() {
    return "account";
  }

  @Override
  public Status status() {
    return status;
  }

  @Override
  public boolean decidesReadiness() {
    return false;
  }
}
