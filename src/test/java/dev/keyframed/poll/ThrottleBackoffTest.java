package dev.keyframed.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Account.AccountEvent;
import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.port.Provider.ServiceTrouble;
import org.junit.jupiter.api.Test;

class ThrottleBackoffTest {
  private static final ServiceTrouble REFUSED = of(HoldReason.KEY, 1004);
  private static final ServiceTrouble PASSING =
      new ServiceTrouble(ServiceTrouble.TroubleKind.PASSING, 1000, "unknown error");

  private final ThrottleBackoff pace = new ThrottleBackoff();

  @Test
  void a_hold_that_a_query_finds_keeps_its_reason_and_a_used_up_balance_is_none() {
    assertThat(pace.news(of(HoldReason.PLAN, 2056)))
        .contains(new AccountEvent.HoldReported(HoldReason.PLAN, "login fail", null));
    assertThat(pace.news(null)).as("only a key is told to be accepted again").isEmpty();
    assertThat(pace.news(of(HoldReason.BALANCE, 1008))).isEmpty();
  }

  private static ServiceTrouble of(HoldReason hold, int code) {
    return new ServiceTrouble(ServiceTrouble.TroubleKind.ACCOUNT, hold, null, code, "login fail");
  }

  @Test
  void a_key_that_is_accepted_again_is_told_once() {
    assertThat(pace.news(null)).isEmpty();
    assertThat(pace.news(REFUSED)).get().isInstanceOf(AccountEvent.HoldReported.class);
    assertThat(pace.news(PASSING)).isEmpty();
    assertThat(pace.news(null)).contains(new AccountEvent.KeyAccepted());
    assertThat(pace.news(null)).isEmpty();
  }
}
