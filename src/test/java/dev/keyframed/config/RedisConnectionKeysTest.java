package dev.keyframed.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.support.net.RedisEndpoint;
import dev.keyframed.support.net.RedisLogin;
import dev.keyframed.support.net.RedisTls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the keys for an external Redis server, and the problems reported for them. */
class RedisConnectionKeysTest {
  private static final String WAYS =
      "KEYFRAMED_REDIS_PASSWORD in the environment, $CREDENTIALS_DIRECTORY/redis.password, a file"
          + " named by redis.password_file, or a file redis.password beside the configuration";

  @TempDir Path directory;

  private static RedisLogin login(Configuration read) {
    return read.redis().endpoint().flatMap(RedisEndpoint::login).orElseThrow();
  }

  @Test
  void redis_password_is_read_from_environment_credential_or_file() throws Exception {
    Path file = Files.writeString(directory.resolve("pw"), "from+file\n");
    ConfigFixture given =
        new ConfigFixture(
            directory, "redis:", "  url: redis://h", "  username: app", "  password_file: " + file);
    assertThat(login(given.load())).isEqualTo(new RedisLogin("app", "from+file"));
    assertThat(login(given.loadForCommands())).isEqualTo(new RedisLogin("app", "from+file"));

    Path credentials = Files.createDirectory(directory.resolve("credentials"));
    Files.writeString(credentials.resolve("redis.password"), "from-credential");
    given = given.env("CREDENTIALS_DIRECTORY", credentials.toString());
    assertThat(login(given.load())).isEqualTo(new RedisLogin("app", "from-credential"));

    given = given.env("KEYFRAMED_REDIS_PASSWORD", "from-environment");
    Configuration read = given.load();
    assertThat(login(read)).isEqualTo(new RedisLogin("app", "from-environment"));
    assertThat(read.toString() + read.describe()).doesNotContain("from-environment");
    assertThat(read.describe()).contains("password: \"***\"");
  }

  @Test
  void empty_credential_gives_no_redis_password() throws Exception {
    Path credentials = Files.createDirectory(directory.resolve("credentials"));
    Files.writeString(credentials.resolve("redis.password"), "\n");
    Configuration read =
        new ConfigFixture(directory, "redis: {url: 'redis://h'}")
            .env("CREDENTIALS_DIRECTORY", credentials.toString())
            .load();
    assertThat(read.redis().endpoint().orElseThrow().login()).isEmpty();
  }

  @Test
  void redis_password_in_the_configuration_file_is_refused_and_not_shown() throws Exception {
    assertThat(new ConfigFixture(directory, "redis:", "  password: hunter2").problems())
        .containsExactly(
            "FILE:2: redis.password: a secret must not be set here: give it as " + WAYS);
  }

  @Test
  void redis_login_that_differs_from_the_url_is_refused() throws Exception {
    ConfigFixture given =
        new ConfigFixture(directory)
            .env("KEYFRAMED_REDIS_URL", "redis://app:hunter2@h")
            .env("KEYFRAMED_REDIS_USERNAME", "other")
            .env("KEYFRAMED_REDIS_PASSWORD", "hunter3");
    assertThat(given.problems())
        .containsExactlyInAnyOrder(
            "environment: redis.username: differs from that of redis.url: remove one of them",
            "environment: redis.password: differs from that of redis.url: remove one of them");

    given = given.env("KEYFRAMED_REDIS_USERNAME", "app").env("KEYFRAMED_REDIS_PASSWORD", "hunter2");
    assertThat(login(given.load())).isEqualTo(new RedisLogin("app", "hunter2"));
  }

  @Test
  void redis_login_is_refused_with_the_embedded_redis() throws Exception {
    assertThat(new ConfigFixture(directory).env("KEYFRAMED_REDIS_PASSWORD", "hunter2").problems())
        .containsExactly(
            "environment: redis.password: is for an external Redis, but redis.url is embedded:"
                + " set redis.url, or remove this key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Zq@Zx", "Zq/Zx", "Zq#Zx", "Zq?Zx", "Zq%Zx"})
  void unencoded_character_in_the_redis_password_is_one_problem(String password) throws Exception {
    assertThat(
            new ConfigFixture(directory)
                .env("KEYFRAMED_REDIS_URL", "redis://:" + password + "@h:6379")
                .problems())
        .singleElement()
        .asString()
        .startsWith("environment: redis.url: has reserved characters in user or password")
        .contains(password.substring(2, 3) + " as %")
        .doesNotContain("Zq", "Zx");
  }

  @Test
  void redis_tls_files_are_refused_without_a_rediss_url() throws Exception {
    Path pem = Files.writeString(directory.resolve("pem"), "any");
    String files = "redis: {url: '%s', tls: {ca: %s, cert: %s, key: %s}}";
    assertThat(
            new ConfigFixture(directory, files.formatted("rediss://h", pem, pem, pem))
                .load()
                .redis()
                .endpoint()
                .orElseThrow()
                .tls())
        .isEqualTo(new RedisTls(Optional.of(pem), Optional.of(pem), Optional.of(pem)));
    assertThat(new ConfigFixture(directory, files.formatted("redis://h", pem, pem, pem)).problems())
        .containsExactly(
            "FILE:1: redis.tls.ca: needs TLS: redis.url must begin with rediss://",
            "FILE:1: redis.tls.cert: needs TLS: redis.url must begin with rediss://",
            "FILE:1: redis.tls.key: needs TLS: redis.url must begin with rediss://");
    assertThat(
            new ConfigFixture(directory, "redis: {url: 'rediss://h', tls: {cert: " + pem + "}}")
                .problems())
        .containsExactly(
            "FILE:1: redis.tls.cert: redis.tls.cert and redis.tls.key must be set together");
    assertThat(
            new ConfigFixture(directory, "redis: {url: 'rediss://h', tls: {ca: /nowhere}}")
                .problems())
        .containsExactly("FILE:1: redis.tls.ca: is not found or not readable by this user");
  }
}
