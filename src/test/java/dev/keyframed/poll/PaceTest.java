package dev.keyframed.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Account.Hold;
import dev.keyframed.job.Account.News;
import dev.keyframed.port.Provider.Trouble;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Trouble REFUSED = of(Hold.KEY, 1004);
  private static final Trouble PASSING = new Trouble(Trouble.Kind.PASSING, 1000, "unknown error");

  private final Pace pace = new Pace();

  @Test
  void a_hold_that_a_query_finds_keeps_its_reason_and_a_used_up_balance_is_none() {
    assertThat(pace.news(of(Hold.PLAN, 2056)))
        .contains(new News.Held(Hold.PLAN, "login fail", null));
    assertThat(pace.news(null)).as("only a key is told to be accepted again").isEmpty();
    assertThat(pace.news(of(Hold.BALANCE, 1008))).isEmpty();
  }

  private static Trouble of(Hold hold, int code) {
    return new Trouble(Trouble.Kind.ACCOUNT, hold, null, code, "login fail");
  }

  @Test
  void a_key_that_is_accepted_again_is_told_once() {
    assertThat(pace.news(null)).isEmpty();
    assertThat(pace.news(REFUSED)).get().isInstanceOf(News.Held.class);
    assertThat(pace.news(PASSING)).isEmpty();
    assertThat(pace.news(null)).contains(new News.KeyAccepted());
    assertThat(pace.news(null)).isEmpty();
  }
}
