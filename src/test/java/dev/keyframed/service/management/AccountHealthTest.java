package dev.keyframed.service.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Account;
import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.job.AccountEvent;
import dev.keyframed.port.Health;
import dev.keyframed.port.NamespaceStats;
import dev.keyframed.support.bus.BusAddresses.NamespaceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountHealthTest {
  private static final NamespaceStats CENSUS =
      new NamespaceStats(Map.of(), 0, null, 0, Duration.ZERO, 0, 0);

  private final AccountHealth health = new AccountHealth();

  @Test
  void account_health_reports_pause_and_who_ends_it() {
    hear(after(new AccountEvent.Paused(true)), false, false);

    assertThat(reason())
        .isEqualTo(
            "paused by an operator since 1970-01-01T00:00:00Z: jobs are kept and wait until it is resumed");
  }

  @Test
  void account_health_reports_hold_and_repeated_probe() {
    hear(
        after(new AccountEvent.HoldReported(HoldReason.BALANCE, "insufficient balance", null)),
        false,
        false);

    assertThat(reason()).startsWith("held (balance)").contains("one of them tries again");
  }

  @Test
  void account_health_reports_used_up_budget_and_its_end() {
    hear(Account.NEW, true, false);

    assertThat(reason()).startsWith("today's budget").contains("until 00:00 UTC");
  }

  @Test
  void account_health_reports_lost_callbacks_and_policy_for_jobs() {
    AccountEvent lost = new AccountEvent.EchoFailed();
    Account account = after(lost, lost, lost);

    hear(account, false, false);
    assertThat(reason()).contains("jobs go without callback and are polled");

    hear(account, false, true);
    assertThat(reason()).contains("nothing is created, jobs are kept and tried again");
  }

  private void hear(Account account, boolean overBudget, boolean callbackWanted) {
    health.update(new NamespaceStatus(CENSUS, account, overBudget, callbackWanted));
  }

  private String reason() {
    Health.HealthStatus status = health.status();
    assertThat(status.well()).isFalse();
    return status.reason();
  }

  private static Account after(AccountEvent... news) {
    Account account = Account.NEW;
    for (AccountEvent one : news) {
      account = account.after(one, Instant.EPOCH);
    }
    return account;
  }
}
