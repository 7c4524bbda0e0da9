package dev.keyframed.config;

import java.util.List;

/** The keys of {@code redis}. */
final class RedisKeys {
  private static final KeySection SECTION = new KeySection();

  static final Key<String> REDIS_URL =
      SECTION.key(
          "redis.url",
          Kind.redisUrl(),
          "embedded",
          "redis://, rediss:// or unix://, or embedded: a redis-server of the daemon's own, with its data in"
              + " data_dir. A URL with a password comes from the environment, never from this file.");

  static final Key<Integer> REDIS_EMBEDDED_PORT =
      SECTION.key(
          "redis.embedded_port",
          Kind.whole(1, 65535),
          "6379",
          "Where the embedded Redis listens, on 127.0.0.1.");

  private RedisKeys() {}

  static List<Key<?>> all() {
    return SECTION.keys();
  }
}
