package dev.keyframed.config;

import java.net.URI;

/** What {@code redis.url} takes, and what of it may be seen. */
final class RedisUrl {

  static final String EMBEDDED = "embedded";

  private RedisUrl() {}

  /**
   * The URL itself, if it is one that a Redis client can use.
   *
   * @throws IllegalArgumentException if it is not
   */
  static String checked(String text) {
    if (text.equals(EMBEDDED)) {
      return text;
    }
    URI url = URI.create(text);
    boolean network = text.startsWith("redis://") || text.startsWith("rediss://");
    boolean socket = text.startsWith("unix:///");
    if (!(network && url.getHost() != null) && !socket) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  /** Whether a password can stand in it: before the host, or among the parameters. */
  static boolean holdsCredentials(String text) {
    return !mask(text).equals(text);
  }

  /**
   * The URL without user, password and parameters. Greedy, so that it hides those of a mistyped URL
   * as well.
   */
  static String mask(String text) {
    return text.replaceFirst("(?s)^([a-z]+://)?.*@", "$1***@")
        .replaceFirst("(?s)\\?.*password=.*", "?***");
  }
}
