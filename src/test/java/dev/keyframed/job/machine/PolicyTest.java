package dev.keyframed.job.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PolicyTest {
  @Test
  void give_up_after_is_shown_in_the_notation_of_users() {
    assertThat(JobFixture.CAREFUL.shownGiveUpAfter()).isEqualTo("24h");
  }
}
