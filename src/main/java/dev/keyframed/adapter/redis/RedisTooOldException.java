package dev.keyframed.adapter.redis;

import dev.keyframed.support.net.RedisEndpoint;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reports that a Redis server is older than the scripts need. Waiting does not help. Has no stack
 * trace.
 */
public final class RedisTooOldException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int LEAST = 7;
  private static final Pattern VERSION =
      Pattern.compile("redis_version:(([0-9]{1,4})(\\.[0-9]{1,4}){0,3})");

  private RedisTooOldException(RedisEndpoint endpoint, String version) {
    super(
        "Redis at %s is %s; 7.0 or newer is needed".formatted(endpoint.place(), version),
        null,
        false,
        false);
  }

  /** Returns the exception if the text of {@code INFO server} names such a version. */
  static Optional<RedisTooOldException> of(RedisEndpoint endpoint, String info) {
    Matcher version = VERSION.matcher(info);
    return version.find() && Integer.parseInt(version.group(2)) < LEAST
        ? Optional.of(new RedisTooOldException(endpoint, version.group(1)))
        : Optional.empty();
  }

  /**
   * Returns the exception for a script error. Versions before 7.0 refuse the first line of the
   * scripts.
   */
  static Optional<RedisTooOldException> ofScript(RedisEndpoint endpoint, String error) {
    return error.contains("Error compiling script") && error.contains("near '#'")
        ? Optional.of(new RedisTooOldException(endpoint, "older than 7.0"))
        : Optional.empty();
  }
}
