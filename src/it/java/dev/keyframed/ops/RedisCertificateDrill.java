package dev.keyframed.ops;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.Eventually;
import dev.keyframed.adapter.embedded.EmbeddedRedis;
import dev.keyframed.adapter.embedded.NoLoginRedisFixture;
import dev.keyframed.adapter.redis.TlsProxy;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Tests a daemon's process with a Redis that demands a client certificate. */
class RedisCertificateDrill extends NoRedisTestBase {
  @Test
  void redis_that_demands_a_client_certificate_is_logged_in_one_line() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (EmbeddedRedis there = NoLoginRedisFixture.start(dir.resolve("there"), redis)) {
      TlsProxy door = new TlsProxy(vertx, there.port());
      int port = door.open(door.certificate("localhost"), ClientAuth.REQUIRED);
      Path file =
          configuration(
              "redis: {url: \"rediss://localhost:%d\", tls: {ca: %s}}"
                  .formatted(port, door.authority(dir)));
      try (ServeProcess daemon = ServeProcess.launch(dir, file)) {
        String words =
            "Redis at localhost:" + port + " requires a client certificate: set redis.tls";
        awaitSaid(daemon, "trouble with redis: " + words);
        // It is reported repeatedly meanwhile, with the reason of the latest attempt.
        Eventually.await(
            "the reason is told to systemd", () -> daemon.manager.next("EXTEND_TIMEOUT_USEC=").contains(words));

        assertThat(daemon.said()).containsOnlyOnce(words).doesNotContain("\tat ", "Unhandled");
      }
    } finally {
      vertx.close().await(PATIENCE, SECONDS);
    }
  }
}
