package dev.keyframed.config;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses numbers with a unit: durations ({@code 90s}) and sizes ({@code 20MB}). 1 KB is 1000 bytes.
 */
final class Units {

  static final String DURATION = "[0-9]{1,9}(ms|s|m|h|d)";
  static final String SIZE = "[0-9]{1,9}(B|KB|MB|GB)";

  private static final Map<String, Duration> TIMES =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));
  private static final Map<String, Long> BYTES =
      Map.of("B", 1L, "KB", 1_000L, "MB", 1_000_000L, "GB", 1_000_000_000L);
  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([0-9]+)([A-Za-z]+)");

  private Units() {}

  /**
   * Parses a duration.
   *
   * @throws IllegalArgumentException if the text is not a duration
   */
  static Duration duration(String text) {
    Matcher parts = parts(DURATION, text);
    return TIMES.get(parts.group(2)).multipliedBy(Long.parseLong(parts.group(1)));
  }

  /**
   * Parses a size, in bytes.
   *
   * @throws IllegalArgumentException if the text is not a size
   */
  static long bytes(String text) {
    Matcher parts = parts(SIZE, text);
    return BYTES.get(parts.group(2)) * Long.parseLong(parts.group(1));
  }

  private static Matcher parts(String pattern, String text) {
    Matcher parts = NUMBER_AND_UNIT.matcher(text);
    if (!text.matches(pattern) || !parts.matches()) {
      throw new IllegalArgumentException();
    }
    return parts;
  }
}
