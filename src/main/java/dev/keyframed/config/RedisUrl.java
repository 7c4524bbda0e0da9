package dev.keyframed.config;

import dev.keyframed.support.net.RedisEndpoint;
import dev.keyframed.support.net.RedisUrlException;
import java.util.Optional;

/** Reads values of {@code redis.url}, and masks them for display. */
final class RedisUrl {
  private static final String EMBEDDED = "embedded";

  private RedisUrl() {}

  /**
   * Parses a value. Returns empty for {@code embedded}.
   *
   * @throws IllegalArgumentException if it is not a Redis URL; a {@link RefusedValueException}
   *     explains why
   */
  static Optional<RedisEndpoint> parse(String text) {
    if (text.equals(EMBEDDED)) {
      return Optional.empty();
    }
    if (!text.matches("(?is)(rediss?|unix)://.*")) {
      throw new IllegalArgumentException();
    }
    try {
      return Optional.of(RedisEndpoint.parse(text));
    } catch (RedisUrlException wrong) {
      throw new RefusedValueException(wrong.getMessage());
    }
  }

  /** Returns a valid URL with its login masked. */
  static String shown(String text) {
    return parse(text).map(RedisEndpoint::shown).orElse(text);
  }
}
