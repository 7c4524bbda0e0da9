package dev.keyframed.redis;

import java.time.Duration;

/**
 * Which Redis, and how the namespace is kept there.
 *
 * @param url {@code redis://}, {@code rediss://} (certificate and host name are verified) or {@code
 *     unix://}; may hold a password
 * @param namespace without braces, such as {@code keyframed}
 * @param retention how long an ended job stays
 * @param streamMaxLength about how many entries the streams of results and events keep; {@link
 *     #UNTRIMMED}: whatever others keep
 * @param instanceId this daemon's name as a reader of the queue; the same one after a restart
 * @param rememberIds how long a job's own id is remembered after its end if it was paid for; zero:
 *     no longer than the job
 */
public record RedisSettings(
    String url,
    String namespace,
    Duration retention,
    int streamMaxLength,
    String instanceId,
    Duration rememberIds) {
  /** For whoever does not know the daemons' own length: it must not cut off what they keep. */
  public static final int UNTRIMMED = 0;

  /** The same, where no id is remembered longer than its job. */
  public RedisSettings(
      String url, String namespace, Duration retention, int streamMaxLength, String instanceId) {
    this(url, namespace, retention, streamMaxLength, instanceId, Duration.ZERO);
  }

  /** Refuses other kinds of URL, without showing it. */
  public RedisSettings {
    if (!url.matches("(rediss?|unix)://.*")) {
      throw new IllegalArgumentException("redis.url is redis://, rediss:// or unix://");
    }
  }

  /** Shows no URL: it may hold a password. */
  @Override
  public String toString() {
    return "RedisSettings[" + namespace + ", " + instanceId + "]";
  }
}
