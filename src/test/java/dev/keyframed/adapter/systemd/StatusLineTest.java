package dev.keyframed.adapter.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Account;
import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.job.AccountEvent;
import dev.keyframed.job.State;
import dev.keyframed.port.NamespaceStats;
import dev.keyframed.support.bus.BusAddresses.NamespaceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusLineTest {
  private static final NamespaceStats CENSUS =
      new NamespaceStats(
          Map.of(
              State.QUEUED, 4L,
              State.SUBMITTING, 1L,
              State.UNCERTAIN, 1L,
              State.GENERATING, 10L,
              State.DOWNLOADING, 2L,
              State.SUCCEEDED, 99L),
          3,
          null,
          0,
          Duration.ZERO,
          0,
          0);

  @Test
  void status_line_counts_queued_in_flight_and_downloading_jobs() {
    assertThat(StatusLine.of(new NamespaceStatus(CENSUS, Account.NEW, false, false)))
        .isEqualTo("running: 7 queued, 12 in flight, 2 downloading");
  }

  @Test
  void status_line_names_the_hold_of_the_account() {
    AccountEvent held =
        new AccountEvent.HoldReported(HoldReason.BALANCE, "insufficient balance", null);

    assertThat(
            StatusLine.of(
                new NamespaceStatus(CENSUS, Account.NEW.after(held, Instant.EPOCH), false, false)))
        .endsWith("; nothing is submitted: balance");
  }

  @Test
  void status_line_names_a_used_up_budget() {
    assertThat(StatusLine.of(new NamespaceStatus(CENSUS, Account.NEW, true, false)))
        .endsWith("; nothing is submitted: budget");
  }
}
