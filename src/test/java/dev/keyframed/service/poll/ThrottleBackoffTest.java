package dev.keyframed.service.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.job.AccountEvent;
import dev.keyframed.port.Provider.ServiceTrouble;
import org.junit.jupiter.api.Test;

class ThrottleBackoffTest {
  private static final ServiceTrouble REFUSED = of(HoldReason.KEY, 1004);
  private static final ServiceTrouble PASSING =
      new ServiceTrouble(ServiceTrouble.TroubleKind.PASSING, 1000, "unknown error");

  private final ThrottleBackoff pace = new ThrottleBackoff();

  @Test
  void hold_found_by_a_query_keeps_its_reason_and_balance_is_ignored() {
    assertThat(pace.accountEvent(of(HoldReason.PLAN, 2056)))
        .contains(new AccountEvent.HoldReported(HoldReason.PLAN, "login fail", null));
    assertThat(pace.accountEvent(null)).as("only a key is told to be accepted again").isEmpty();
    assertThat(pace.accountEvent(of(HoldReason.BALANCE, 1008))).isEmpty();
  }

  private static ServiceTrouble of(HoldReason hold, int code) {
    return new ServiceTrouble(ServiceTrouble.TroubleKind.ACCOUNT, hold, null, code, "login fail");
  }

  @Test
  void accepted_key_is_reported_once_after_a_refusal() {
    assertThat(pace.accountEvent(null)).isEmpty();
    assertThat(pace.accountEvent(REFUSED)).get().isInstanceOf(AccountEvent.HoldReported.class);
    assertThat(pace.accountEvent(PASSING)).isEmpty();
    assertThat(pace.accountEvent(null)).contains(new AccountEvent.KeyAccepted());
    assertThat(pace.accountEvent(null)).isEmpty();
  }
}
