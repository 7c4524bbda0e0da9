package dev.keyframed.ops;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.redis.EmbeddedRedis;
import dev.keyframed.redis.OpenRedis;
import dev.keyframed.redis.TlsDoor;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis that wants a client certificate, seen from outside of the process. */
class RedisCertificateDrill {
  private static final int PATIENCE = 30;
  private static final long LOOK_MILLIS = 50;
  private static final int LOOKS = 1200;

  @TempDir Path dir;
  private int redis;
  private int management;

  @BeforeEach
  void choosePorts() throws IOException {
    redis = ServeProcess.freePort();
    management = ServeProcess.freePort();
  }

  @Test
  void a_redis_that_wants_a_client_certificate_is_one_line_without_stack_traces() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (EmbeddedRedis there = OpenRedis.start(dir.resolve("there"), redis)) {
      TlsDoor door = new TlsDoor(vertx, there.port());
      int port = door.open(door.certificate("localhost"), ClientAuth.REQUIRED);
      Path file =
          configuration(
              "redis: {url: \"rediss://localhost:%d\", tls: {ca: %s}}"
                  .formatted(port, door.authority(dir)));
      try (ServeProcess daemon = ServeProcess.launch(dir, file)) {
        String words = "Redis at localhost:" + port + " wants a client certificate: set redis.tls";
        until(() -> daemon.said().contains("trouble with redis: " + words));
        // Told again and again meanwhile, with what the newest attempt has found.
        until(() -> daemon.manager.next("EXTEND_TIMEOUT_USEC=").contains(words));

        assertThat(daemon.said()).containsOnlyOnce(words).doesNotContain("\tat ", "Unhandled");
      }
    } finally {
      vertx.close().await(PATIENCE, SECONDS);
    }
  }

  private Path configuration(String redis) throws IOException {
    return Files.writeString(
        dir.resolve("keyframed.yaml"),
        """
        data_dir: %s
        %s
        management: {port: %d}
        callback: {enabled: false}
        """
            .formatted(dir, redis, management));
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void until(Condition condition) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    for (int look = 0; look < LOOKS && !condition.holds(); look++) {
      assertThat(never.await(LOOK_MILLIS, MILLISECONDS)).isFalse();
    }
    assertThat(condition.holds()).isTrue();
  }
}
