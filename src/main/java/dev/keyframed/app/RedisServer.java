package dev.keyframed.app;

import dev.keyframed.support.net.RedisEndpoint;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Represents the Redis server that holds the jobs.
 *
 * @param endpoint the address, and the login
 * @param place the address as other programs reach it, for the log
 * @param fault returns why the server is not running, if its supervisor knows; called at every
 *     health check, must not block
 */
public record RedisServer(RedisEndpoint endpoint, String place, Supplier<Optional<String>> fault) {
  /** Returns a server that is not run by this process. */
  public static RedisServer at(RedisEndpoint endpoint) {
    return new RedisServer(endpoint, endpoint.place(), Optional::empty);
  }

  /** Returns the server at a URL, which {@link RedisEndpoint#parse} reads. */
  public static RedisServer at(String url) {
    return at(RedisEndpoint.parse(url));
  }
}
