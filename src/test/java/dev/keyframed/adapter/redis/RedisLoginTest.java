package dev.keyframed.adapter.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyframed.adapter.redis.RedisProblem.Reason;
import dev.keyframed.port.Timing;
import dev.keyframed.support.net.RedisEndpoint;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the login, whatever the rights of the default user. */
class RedisLoginTest {
  private static final Duration PROBING = Duration.ofMillis(200);

  private RedisFixture redis;
  private final RecordingTroubleReporter troubles = new RecordingTroubleReporter();
  private RedisNamespace namespace;

  @BeforeEach
  void start() throws Exception {
    redis = RedisFixture.start();
  }

  @AfterEach
  void stop() throws Exception {
    if (namespace != null) {
      namespace.close().await(5, SECONDS);
    }
    redis.stop();
  }

  private void acl(String... words) throws Exception {
    assertThat(redis.command(Command.ACL, List.of(words).toArray()).toString()).isEqualTo("OK");
  }

  private Future<Void> open(String login, String database) {
    String url = "redis://" + login + "127.0.0.1:" + redis.server.port() + database;
    namespace =
        new RedisNamespace(
            redis.vertx,
            new RedisSettings(RedisEndpoint.parse(url), "ns", Duration.ofHours(1), 100, "one"),
            Timing.NONE,
            troubles,
            Clock.systemUTC(),
            RedisFixture.FORGOTTEN,
            PROBING);
    return namespace.open();
  }

  @ParameterizedTest
  @CsvSource({
    "a user of its own, app, pw, app:pw@",
    "plus and percent, app, a+b%c@d, app:a+b%25c%40d@",
    "no password at all, app, , app@",
  })
  void configured_redis_user_is_logged_in_although_the_default_user_needs_no_password(
      String what, String user, String password, String login) throws Exception {
    acl("SETUSER", user, "on", password == null ? "nopass" : ">" + password, "~*", "+@all");

    open(login, "").await(10, SECONDS);

    assertThat(redis.command(Command.CLIENT, "LIST").toString())
        .as(what)
        .containsPattern("name=keyframed:one:commands .*user=app")
        .containsPattern("name=keyframed:one:intake .*user=app");
  }

  @Test
  void login_succeeds_when_the_default_user_has_no_rights() throws Exception {
    acl("SETUSER", "app", "on", ">pw", "~*", "+@all");
    acl("SETUSER", "default", "-@all");

    open("app:pw@", "").await(10, SECONDS);

    assertThat(namespace.health(Optional::empty).status().well()).isTrue();
  }

  @Test
  void login_as_default_user_needs_only_its_password() throws Exception {
    acl("SETUSER", "default", "resetpass", ">p+w");

    open(":p+w@", "").await(10, SECONDS);

    assertThat(namespace.health(Optional::empty).status().well()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"app:wrong@", "nobody:pw@", ":pw@"})
  void wrong_redis_login_is_reported_although_the_default_user_needs_no_password(String login)
      throws Exception {
    acl("SETUSER", "app", "on", ">pw", "~*", "+@all");

    Future<Void> opened = open(login, "");

    troubles.awaitNext("begins wrong_password");
    assertThat(opened.isComplete()).isFalse();
    assertThat(namespace.health(Optional::empty).status().reason())
        .startsWith("Redis at 127.0.0.1:" + redis.server.port() + " refused the login: ")
        .doesNotContain("wrong", "nobody");
    assertThat(redis.command(Command.EXISTS, "{ns}:format").toInteger()).isZero();
    assertThat(troubles.told()).containsExactly("begins wrong_password");
  }

  @Test
  void login_succeeds_without_a_restart_after_it_is_corrected_in_redis() throws Exception {
    acl("SETUSER", "app", "on", ">old", "~*", "+@all");
    Future<Void> opened = open("app:new@", "");
    troubles.awaitNext("begins wrong_password");

    acl("SETUSER", "app", ">new");

    opened.await(20, SECONDS);
    assertThat(troubles.told()).containsExactly("begins wrong_password", "ends wrong_password");
  }

  @Test
  void missing_redis_password_is_reported() throws Exception {
    acl("SETUSER", "app", "on", ">pw", "~*", "+@all");
    acl("SETUSER", "default", "off");

    Future<Void> opened = open("", "");

    troubles.awaitNext("begins wrong_password");
    assertThat(opened.isComplete()).isFalse();
    assertThat(troubles.words("wrong_password"))
        .contains("NOAUTH")
        .endsWith("set the right redis.username and redis.password");
  }

  @Test
  void database_of_the_redis_url_is_used() throws Exception {
    open("", "/3").await(10, SECONDS);

    assertThat(redis.command(Command.EXISTS, "{ns}:format").toInteger()).isZero();
    assertThat(redis.command(Command.INFO, "keyspace").toString()).contains("db3:keys=1");
  }

  @Test
  void missing_redis_database_is_reported() throws Exception {
    Future<Void> opened = open("", "/99");

    troubles.awaitNext("begins unusable");
    assertThat(opened.isComplete()).isFalse();
    assertThat(troubles.words("unusable")).contains("DB index is out of range");
  }

  @Test
  void outage_of_all_redis_links_is_one_trouble() throws Exception {
    open("", "").await(10, SECONDS);

    redis.server.close();
    troubles.awaitNext("begins unreachable");
    assertThat(troubles.words("unreachable"))
        .startsWith("Redis at 127.0.0.1:" + redis.server.port() + " is unavailable: ");
    // The fixture closes the server that runs in the end.
    redis.restart();

    troubles.awaitNext("ends unreachable");
    assertThat(troubles.told()).containsExactly("begins unreachable", "ends unreachable");
  }

  @Test
  void repeated_refusal_of_a_redis_command_is_a_trouble_until_it_succeeds() throws Exception {
    open("", "").await(10, SECONDS);
    assertThat(redis.command(Command.SET, "{ns}:account", "no hash").toString()).isEqualTo("OK");
    for (int i = 0; i < 3; i++) {
      assertThat(troubles.told()).isEmpty();
      assertThatThrownBy(() -> namespace.store().account().await(5, SECONDS))
          .isInstanceOf(RedisErrorException.class);
    }
    troubles.awaitNext("begins refused");
    assertThat(troubles.words(Reason.REFUSED.label()))
        .startsWith("Redis refuses hgetall repeatedly: WRONGTYPE");

    assertThat(redis.command(Command.DEL, "{ns}:account").toInteger()).isEqualTo(1);
    assertThat(namespace.store().account().await(5, SECONDS)).isNotNull();

    troubles.awaitNext("ends refused");
  }
}
