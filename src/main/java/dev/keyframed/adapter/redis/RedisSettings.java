package dev.keyframed.adapter.redis;

import dev.keyframed.support.net.RedisEndpoint;
import java.time.Duration;

/**
 * Describes a Redis server, and how the namespace is kept in it.
 *
 * @param endpoint the server, with its login
 * @param namespace without braces, such as {@code keyframed}
 * @param retention how long an ended job stays
 * @param streamMaxLength about how many entries the streams of results and events keep; {@link
 *     #UNTRIMMED} cuts nothing
 * @param instanceId this daemon's name as a reader of the queue, the same after a restart
 * @param rememberIds how long the own id of a paid job is remembered after its end; zero: no longer
 *     than the job
 */
public record RedisSettings(
    RedisEndpoint endpoint,
    String namespace,
    Duration retention,
    int streamMaxLength,
    String instanceId,
    Duration rememberIds) {
  /**
   * Cuts nothing from streams. For callers that do not know the daemons' setting, and must not cut
   * off what the daemons keep.
   */
  public static final int UNTRIMMED = 0;

  /** Creates settings in which no id is remembered longer than its job. */
  public RedisSettings(
      RedisEndpoint endpoint,
      String namespace,
      Duration retention,
      int streamMaxLength,
      String instanceId) {
    this(endpoint, namespace, retention, streamMaxLength, instanceId, Duration.ZERO);
  }

  /** Creates settings by a URL, which {@link RedisEndpoint#parse} reads. */
  public RedisSettings(
      String url, String namespace, Duration retention, int streamMaxLength, String instanceId) {
    this(RedisEndpoint.parse(url), namespace, retention, streamMaxLength, instanceId);
  }
}
