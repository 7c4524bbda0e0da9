package dev.keyframed.config;

import dev.keyframed.net.RedisEndpoint;
import dev.keyframed.net.RedisUrlException;
import java.util.Optional;

/** What {@code redis.url} takes, and what of it may be seen. */
final class RedisUrl {
  private static final String EMBEDDED = "embedded";

  private RedisUrl() {}

  /**
   * Reads it; empty for the embedded one.
   *
   * @throws IllegalArgumentException if it is none; a {@link RefusedValueException} says why
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

  /** Returns a URL that was read, without who logs in. */
  static String shown(String text) {
    return parse(text).map(RedisEndpoint::shown).orElse(text);
  }
}
