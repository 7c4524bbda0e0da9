package dev.keyframed.adapter.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.Eventually;
import dev.keyframed.adapter.redis.NamespaceClient;
import dev.keyframed.adapter.redis.RedisSettings;
import dev.keyframed.adapter.redis.RedisUnavailableException;
import dev.keyframed.support.net.RedisEndpoint;
import dev.keyframed.support.net.RedisLogin;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the data and the users of an embedded Redis after a restart. */
class EmbeddedRedisRestartTest {
  /** Stores two keys, which Redis writes to its file as one transaction. */
  private static final String TWO_WRITES =
      "redis.call('SET', 'a', 1); redis.call('SET', 'b', 2); return 'both'";

  @TempDir Path dir;

  @Test
  void embedded_redis_without_its_log_file_is_restarted() throws Exception {
    try (EmbeddedRedis redis = EmbeddedRedis.start(dir, 0)) {
      Files.delete(dir.resolve("redis.log"));
      String pid = Files.readString(dir.resolve("redis.process")).replaceFirst(" (?s:.*)", "");
      ProcessHandle first = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
      assertThat(first.destroy()).isTrue();
      first.onExit().get(10, SECONDS);

      Eventually.await("its end is seen", () -> redis.fault().isPresent());
      Eventually.await("it is there again", () -> redis.fault().isEmpty());
      connect(redis.port());
    }
  }

  @Test
  void start_waits_while_embedded_redis_loads_its_data() throws Exception {
    String word = "*3\r\n$6\r\nINCRBY\r\n$1\r\na\r\n$1\r\n1\r\n";
    Files.writeString(dir.resolve("appendonly.aof"), word.repeat(1_500_000));
    AtomicInteger told = new AtomicInteger();
    Duration farewell = Duration.ofSeconds(40);

    try (EmbeddedRedis redis =
        EmbeddedRedis.start(dir, 0, "keyframed", farewell, told::incrementAndGet)) {
      connect(redis.port());
    }
    assertThat(told).hasPositiveValue();
  }

  @Test
  void transaction_is_loaded_after_a_restart_of_embedded_redis() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      EmbeddedRedis redis = EmbeddedRedis.start(dir, 0);
      assertThat(send(vertx, redis, Request.cmd(Command.EVAL).arg(TWO_WRITES).arg(0)))
          .hasToString("both");
      redis.close();

      try (EmbeddedRedis next = EmbeddedRedis.start(dir, 0)) {
        assertThat(send(vertx, next, Request.cmd(Command.MGET).arg("a").arg("b")))
            .hasToString("[1, 2]");
      }
    } finally {
      vertx.close().await(10, SECONDS);
    }
  }

  @Test
  void client_that_reads_the_new_password_reconnects_after_a_restart() throws Exception {
    Vertx vertx = Vertx.vertx();
    EmbeddedRedis redis = EmbeddedRedis.start(dir, 0);
    RedisEndpoint place = RedisEndpoint.local(redis.port());
    RedisSettings settings = new RedisSettings(place, "keyframed", Duration.ofHours(1), 0, "one");
    try (NamespaceClient client = NamespaceClient.open(vertx, place, this::owner, "keyframed")) {
      assertThat(client.records(settings).await(10, SECONDS)).isNotNull();
      redis.close();

      try (EmbeddedRedis next = EmbeddedRedis.start(dir, redis.port())) {
        assertThat(next.port()).isEqualTo(redis.port());
        Eventually.await("its owner is let in", () -> isLetIn(client, settings));
      }
    } finally {
      vertx.close().await(10, SECONDS);
    }
  }

  private static boolean isLetIn(NamespaceClient client, RedisSettings settings) {
    try {
      return client.records(settings).await(10, SECONDS) != null;
    } catch (RedisUnavailableException | TimeoutException notYet) {
      return false;
    }
  }

  private Optional<RedisLogin> owner() {
    try {
      return EmbeddedEndpoint.ofOwner(dir, 0, true).login();
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static Response send(Vertx vertx, EmbeddedRedis redis, Request request) throws Exception {
    Redis client = Redis.createClient(vertx, redis.url());
    try {
      return client.send(request).await(10, SECONDS);
    } finally {
      client.close();
    }
  }

  private static void connect(int port) throws IOException {
    new Socket(InetAddress.getLoopbackAddress(), port).close();
  }
}
