package dev.keyframed.service.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StoreRefusalsTest {
  private final Instant start = Instant.parse("2026-11-01T00:00:00Z");
  private final StoreRefusals refusals = new StoreRefusals();

  @Test
  void refusals_are_over_after_every_entry_was_taken() {
    refusals.add("1-0", start);
    refusals.add("2-0", start);
    assertThat(refusals.wereLastWith("3-0", start)).isFalse();
    assertThat(refusals.wereLastWith("1-0", start)).isFalse();
    assertThat(refusals.wereLastWith("2-0", start)).isTrue();
  }

  @Test
  void refusal_is_removed_when_entry_does_not_come_again() {
    refusals.add("1-0", start);
    assertThat(refusals.wereLastWith("2-0", start.plus(Duration.ofMinutes(1)))).isFalse();
    assertThat(refusals.wereLastWith("2-0", start.plus(Duration.ofMinutes(3)))).isTrue();
  }
}
