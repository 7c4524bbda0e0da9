package dev.keyframed;

import dev.keyframed.net.RedisEndpoint;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The Redis that holds the jobs.
 *
 * @param endpoint where it is, and how to log in there
 * @param place where others find it
 * @param fault why it is not there, where whoever runs it knows; asked at every look, must not
 *     block
 */
public record RedisServer(RedisEndpoint endpoint, String place, Supplier<Optional<String>> fault) {
  /** One that others run. */
  public static RedisServer at(RedisEndpoint endpoint) {
    return new RedisServer(endpoint, endpoint.place(), Optional::empty);
  }

  /** The same by a URL, which {@link RedisEndpoint#parse} reads. */
  public static RedisServer at(String url) {
    return at(RedisEndpoint.parse(url));
  }
}
