package dev.keyframed.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PolicyTest {
  @Test
  void shows_its_patience_as_users_write_it() {
    assertThat(Jobs.CAREFUL.shownPatience()).isEqualTo("24h");
  }
}
