package dev.keyframed.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExaminedTest {
  private final Instant start = Instant.parse("2026-11-01T00:00:00Z");
  private final Examined examined = new Examined();

  @Test
  void what_comes_again_is_known_until_it_is_stored() {
    examined.add("1-0", start);
    assertThat(examined.contains("1-0")).isTrue();

    examined.remove("1-0");
    assertThat(examined.contains("1-0")).isFalse();
  }

  @Test
  void what_another_reader_has_taken_in_is_forgotten() {
    examined.add("1-0", start);
    examined.add("2-0", start);
    examined.add("1-0", start.plus(Duration.ofMinutes(9)));
    examined.add("3-0", start.plus(Duration.ofMinutes(11)));

    assertThat(examined.contains("1-0")).isTrue();
    assertThat(examined.contains("2-0")).isFalse();
    assertThat(examined.contains("3-0")).isTrue();
  }

  @Test
  void the_memory_is_bounded() {
    for (int i = 0; i <= 10_000; i++) {
      examined.add(i + "-0", start);
    }

    assertThat(examined.contains("9999-0")).isTrue();
    assertThat(examined.contains("10000-0")).isFalse();
  }
}
