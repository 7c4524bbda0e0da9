package dev.keyframed.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.Eventually;
import dev.keyframed.port.Health;
import io.vertx.redis.client.Command;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that a daemon is not ready while Redis answers but refuses writes. */
class RefusedWritesTest {
  private RedisFixture redis;
  private Health health;

  @BeforeEach
  void start() throws Exception {
    redis = RedisFixture.start();
    health = redis.namespace("ns", "one").health(Optional::empty);
  }

  @AfterEach
  void stop() throws Exception {
    redis.stop();
  }

  @ParameterizedTest
  @CsvSource({
    "maxmemory, 1, 0, OOM, raise its maxmemory",
    "min-replicas-to-write, 1, 0, NOREPLICAS, its replicas are unavailable or lag",
  })
  void refused_writes_are_reported_with_a_remedy_until_they_are_accepted(
      String setting, String bad, String good, String word, String remedy) throws Exception {
    assertThat(health.status().well()).isTrue();

    set(setting, bad);
    Eventually.await("writes are refused", () -> !health.status().well());
    assertThat(health.status().reason())
        .startsWith("Redis refuses writes: " + word)
        .contains("; " + remedy)
        .doesNotContain("script");

    set(setting, good);
    Eventually.await("writes are accepted", () -> health.status().well());
  }

  @Test
  void replica_as_redis_is_reported_with_a_remedy() throws Exception {
    assertThat(redis.command(Command.REPLICAOF, "127.0.0.1", "1").toString()).isEqualTo("OK");
    Eventually.await("the replica is named", () -> health.status().reason().contains("READONLY"));
    assertThat(health.status().reason())
        .startsWith("Redis at 127.0.0.1:" + redis.server.port() + " is unavailable: ")
        .contains("set redis.url to the primary");
  }

  private void set(String setting, String value) throws Exception {
    assertThat(redis.command(Command.CONFIG, "SET", setting, value).toString()).isEqualTo("OK");
  }
}
