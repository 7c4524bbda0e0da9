package dev.keyframed.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Account.News;
import dev.keyframed.port.Provider.Trouble;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Trouble REFUSED = new Trouble(Trouble.Kind.ACCOUNT, 1004, "login fail");
  private static final Trouble PASSING = new Trouble(Trouble.Kind.PASSING, 1000, "unknown error");

  private final Pace pace = new Pace();

  @Test
  void a_key_that_is_accepted_again_is_told_once() {
    assertThat(pace.news(null)).isEmpty();
    assertThat(pace.news(REFUSED)).get().isInstanceOf(News.Held.class);
    assertThat(pace.news(PASSING)).isEmpty();
    assertThat(pace.news(null)).contains(new News.KeyAccepted());
    assertThat(pace.news(null)).isEmpty();
  }
}
