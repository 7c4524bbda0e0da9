package dev.keyframed.config;

import dev.keyframed.support.net.RedisEndpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Declares the keys of {@code redis}. */
final class RedisKeys {
  private static final KeySection SECTION = new KeySection();

  static final ConfigKey<Optional<RedisEndpoint>> REDIS_URL =
      SECTION.key(
          "redis.url",
          KeyType.redisUrl(),
          "embedded",
          "A redis://, rediss:// or unix:// URL, or embedded: the daemon starts its own"
              + " redis-server, with its"
              + " data in data_dir. Never put a password here: see redis.password.");

  static final ConfigKey<Optional<String>> REDIS_USERNAME =
      SECTION.key(
          "redis.username",
          KeyType.optional(KeyType.text("[^\\s\\p{Cntrl}]{1,256}", "a user's name without spaces")),
          "",
          "The user to log in as, if the URL names none. Without it: the default user.");

  static final ConfigKey<Optional<Secret>> REDIS_PASSWORD =
      SECTION.key("redis.password", KeyType.password(), "", "The password, if the URL has none.");

  static final ConfigKey<Optional<Path>> REDIS_PASSWORD_FILE =
      SECTION.file("redis.password_file", "A file with the password.");

  static final ConfigKey<Optional<Path>> REDIS_TLS_CA =
      SECTION.file(
          "redis.tls.ca",
          "For rediss://: the trusted certificate authorities in PEM. Without it: Java's own"
              + " list. The host"
              + " name is always verified.");

  static final ConfigKey<Optional<Path>> REDIS_TLS_CERT =
      SECTION.file(
          "redis.tls.cert",
          "For rediss://: the client's certificate chain in PEM. A Redis server requires one unless its"
              + " tls-auth-clients says otherwise.");

  static final ConfigKey<Optional<Path>> REDIS_TLS_KEY =
      SECTION.file("redis.tls.key", "The client's private key in PEM.");

  static final ConfigKey<Integer> REDIS_EMBEDDED_PORT =
      SECTION.key(
          "redis.embedded_port",
          KeyType.whole(1, 65535),
          "6379",
          "The port of the embedded Redis, on 127.0.0.1.");

  private RedisKeys() {}

  static List<ConfigKey<?>> all() {
    return SECTION.keys();
  }
}
