package dev.keyframed.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

  @Test
  void durations_are_parsed_in_five_units() {
    assertThat(Units.duration("500ms")).isEqualTo(Duration.ofMillis(500));
    assertThat(Units.duration("30s")).isEqualTo(Duration.ofSeconds(30));
    assertThat(Units.duration("10m")).isEqualTo(Duration.ofMinutes(10));
    assertThat(Units.duration("24h")).isEqualTo(Duration.ofHours(24));
    assertThat(Units.duration("7d")).isEqualTo(Duration.ofDays(7));
  }

  @Test
  void sizes_are_parsed_in_four_units() {
    assertThat(Units.bytes("7B")).isEqualTo(7);
    assertThat(Units.bytes("500KB")).isEqualTo(500_000);
    assertThat(Units.bytes("20MB")).isEqualTo(20_000_000);
    assertThat(Units.bytes("1GB")).isEqualTo(1_000_000_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "30", "s", "30 s", "-1s", "1.5h", "1h30m", "30S", "1234567890s", "٣s"})
  void duration_without_number_or_known_unit_is_refused(String text) {
    assertThatThrownBy(() -> Units.duration(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "20", "MB", "20 MB", "-1B", "1.5GB", "20mb", "1TB", "1GiB"})
  void size_without_number_or_known_unit_is_refused(String text) {
    assertThatThrownBy(() -> Units.bytes(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void each_unit_is_a_multiple_of_the_next_smaller_unit(
      @ForAll @IntRange(min = 0, max = 999_999) int number) {
    assertThat(Units.duration(number + "m")).isEqualTo(Units.duration(number * 60 + "s"));
    assertThat(Units.bytes(number + "MB")).isEqualTo(Units.bytes(number * 1000 + "KB"));
  }
}
