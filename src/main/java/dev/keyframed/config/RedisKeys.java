package dev.keyframed.config;

import dev.keyframed.net.RedisEndpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The keys of {@code redis}. */
final class RedisKeys {
  private static final KeySection SECTION = new KeySection();

  static final Key<Optional<RedisEndpoint>> REDIS_URL =
      SECTION.key(
          "redis.url",
          Kind.redisUrl(),
          "embedded",
          "redis://, rediss:// or unix://, or embedded: a redis-server of the daemon's own, with its data in"
              + " data_dir. A password never stands here: see redis.password.");

  static final Key<Optional<String>> REDIS_USERNAME =
      SECTION.key(
          "redis.username",
          Kind.optional(Kind.text("[^\\s\\p{Cntrl}]{1,256}", "a user's name without spaces")),
          "",
          "The user to log in as, where the URL names none; without it the default user.");

  static final Key<Optional<Secret>> REDIS_PASSWORD =
      SECTION.key("redis.password", Kind.password(), "", "The password, where the URL has none.");

  static final Key<Optional<Path>> REDIS_PASSWORD_FILE =
      SECTION.file("redis.password_file", "A file that holds the password.");

  static final Key<Optional<Path>> REDIS_TLS_CA =
      SECTION.file(
          "redis.tls.ca",
          "For rediss://: the authorities to trust, PEM. Without it Java's own list. The host's name is"
              + " always verified.");

  static final Key<Optional<Path>> REDIS_TLS_CERT =
      SECTION.file(
          "redis.tls.cert",
          "For rediss://: the client's certificate chain, PEM. A Redis asks for one unless its"
              + " tls-auth-clients says otherwise.");

  static final Key<Optional<Path>> REDIS_TLS_KEY =
      SECTION.file("redis.tls.key", "The client's private key, PEM.");

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
