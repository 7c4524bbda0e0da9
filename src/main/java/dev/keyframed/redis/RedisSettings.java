package dev.keyframed.redis;

import dev.keyframed.net.RedisEndpoint;
import java.time.Duration;

/**
 * Which Redis, and how the namespace is kept there.
 *
 * @param endpoint where it is, and how to log in there
 * @param namespace without braces, such as {@code keyframed}
 * @param retention how long an ended job stays
 * @param streamMaxLength about how many entries the streams of results and events keep; {@link
 *     #UNTRIMMED}: whatever others keep
 * @param instanceId this daemon's name as a reader of the queue; the same one after a restart
 * @param rememberIds how long a job's own id is remembered after its end if it was paid for; zero:
 *     no longer than the job
 */
public record RedisSettings(
    RedisEndpoint endpoint,
    String namespace,
    Duration retention,
    int streamMaxLength,
    String instanceId,
    Duration rememberIds) {
  /** For whoever does not know the daemons' own length: it must not cut off what they keep. */
  public static final int UNTRIMMED = 0;

  /** The same, where no id is remembered longer than its job. */
  public RedisSettings(
      RedisEndpoint endpoint,
      String namespace,
      Duration retention,
      int streamMaxLength,
      String instanceId) {
    this(endpoint, namespace, retention, streamMaxLength, instanceId, Duration.ZERO);
  }

  /** The same by a URL, which {@link RedisEndpoint#parse} reads. */
  public RedisSettings(
      String url, String namespace, Duration retention, int streamMaxLength, String instanceId) {
    this(RedisEndpoint.parse(url), namespace, retention, streamMaxLength, instanceId);
  }
}
