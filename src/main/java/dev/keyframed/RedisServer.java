package dev.keyframed;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * The Redis that holds the jobs.
 *
 * @param url may hold a password
 * @param fault why it is not there, where whoever runs it knows; asked at every look, must not
 *     block
 */
public record RedisServer(String url, Supplier<Optional<String>> fault) {
  /** One that others run. */
  public static RedisServer at(String url) {
    return new RedisServer(url, Optional::empty);
  }

  /** Shows no URL: it may hold a password. */
  @Override
  public String toString() {
    return "RedisServer";
  }
}
