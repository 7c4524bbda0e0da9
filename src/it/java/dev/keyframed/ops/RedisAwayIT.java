package dev.keyframed.ops;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.Eventually;
import dev.keyframed.adapter.embedded.EmbeddedRedis;
import dev.keyframed.adapter.redis.NamespaceClient;
import dev.keyframed.adapter.embedded.NoLoginRedisFixture;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests a daemon's process while its Redis is unavailable. */
class RedisAwayIT extends NoRedisTestBase {
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void daemon_restarts_its_killed_embedded_redis_with_its_jobs() throws Exception {
    Path file = configuration("redis: {embedded_port: %d}".formatted(redis));
    Vertx vertx = Vertx.vertx();
    try (ServeProcess daemon = ServeProcess.start(dir, file);
        NamespaceClient client =
            NamespaceClient.open(vertx, "redis://127.0.0.1:" + redis, "keyframed")) {
      String later =
          "{\"id\":\"later\",\"last_frame_image\":\"https://example.com/b.jpg\",\"not_before\":\"2099-01-01T00:00:00Z\"}";
      assertThat(client.enqueue(later).await(PATIENCE, SECONDS)).isNotEmpty();
      Eventually.await(
          "the job is queued", () -> "queued".equals(client.job("later").await(PATIENCE, SECONDS).get("state")));

      kill(dir.resolve("redis").resolve("redis.process"));
      awaitSaid(daemon, "the embedded Redis is running again");
      Eventually.await("the daemon is ready", () -> get("ready").statusCode() == 200);

      assertThat(client.job("later").await(PATIENCE, SECONDS)).containsEntry("state", "queued");
      assertThat(daemon.said())
          .containsOnlyOnce("the embedded Redis has exited: killed by signal 9")
          .containsOnlyOnce("the embedded Redis is running again")
          .containsOnlyOnce("job later: queued"); // and was not taken from the queue once more
    } finally {
      vertx.close().await(PATIENCE, SECONDS);
    }
  }

  @Test
  void start_waits_for_an_unavailable_redis_and_names_it() throws Exception {
    Path file = configuration("redis: {url: \"redis://127.0.0.1:%d\"}".formatted(redis));
    String place = "127.0.0.1:" + redis;
    try (ServeProcess daemon = ServeProcess.launch(dir, file)) {
      assertThat(daemon.manager.next("EXTEND_TIMEOUT_USEC="))
          .contains("\nSTATUS=waiting: Redis at " + place + " is unavailable: ");
      assertThat(daemon.said())
          .containsOnlyOnce(
              "trouble with redis: Redis at " + place + " is unavailable: Connection refused");
      assertThat(get("live").statusCode()).isEqualTo(200);
      assertThat(get("started").statusCode()).isEqualTo(503);
      assertThat(get("ready").statusCode()).isEqualTo(503);
      assertThat(get("ready").body())
          .contains("\"id\":\"redis\",\"status\":\"DOWN\"")
          .contains(place);

      try (EmbeddedRedis there = NoLoginRedisFixture.start(dir.resolve("there"), redis)) {
        daemon.awaitReady();

        assertThat(get("ready").statusCode()).isEqualTo(200);
        assertThat(get("started").statusCode()).isEqualTo(200);
        assertThat(there.port()).isEqualTo(redis);
        assertThat(daemon.stop()).isEqualTo(143);
      }
    }
  }

  @Test
  void loss_and_return_of_redis_are_logged_in_one_line_each() throws Exception {
    Path file =
        configuration(
            "redis: {url: \"redis://127.0.0.1:%d\"}\nlog: {level: debug}".formatted(redis));
    Path data = dir.resolve("there");
    EmbeddedRedis first = NoLoginRedisFixture.start(data, redis);
    try (ServeProcess daemon = ServeProcess.start(dir, file)) {
      int before = told(daemon).size();

      first.close();
      awaitSaid(daemon, "nothing due can be taken");
      awaitSaid(daemon, "the queue cannot be read");
      awaitSaid(daemon, "no job can be claimed");
      assertThat(told(daemon).subList(before, told(daemon).size()))
          .singleElement()
          .asString()
          .contains(" WARN  TroubleRegister: trouble with redis: Redis at 127.0.0.1:" + redis);

      EmbeddedRedis second = NoLoginRedisFixture.start(data, redis);
      try {
        Eventually.await("the daemon is ready", () -> get("ready").statusCode() == 200);
        awaitSaid(daemon, "the queue is read again");
        assertThat(told(daemon).subList(before + 1, told(daemon).size()))
            .singleElement()
            .asString()
            .contains(" INFO  TroubleRegister: trouble with redis is over: unreachable");
      } finally {
        second.close();
      }
    } finally {
      first.close();
    }
  }

  /** Returns the log lines above level debug. */
  private static List<String> told(ServeProcess daemon) throws Exception {
    return daemon
        .said()
        .lines()
        .filter(line -> line.matches("\\S+Z (INFO|WARN|ERROR) .*"))
        .toList();
  }

  @Test
  void daemon_stops_at_once_while_it_waits_for_redis() throws Exception {
    Path file = configuration("redis: {url: \"redis://127.0.0.1:%d\"}".formatted(redis));
    try (ServeProcess daemon = ServeProcess.launch(dir, file)) {
      assertThat(daemon.manager.next("EXTEND_TIMEOUT_USEC=")).isNotEmpty();

      assertThat(daemon.stop()).as("as SuccessExitStatus says").isEqualTo(143);

      assertThat(daemon.said()).doesNotContain("gave up");
    }
  }

  private HttpResponse<String> get(String health) throws Exception {
    URI uri = URI.create("http://127.0.0.1:%d/health/%s".formatted(management, health));
    return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static void kill(Path note) throws Exception {
    String noted = Files.readString(note);
    String pid = noted.substring(0, noted.indexOf(' '));
    assertThat(new ProcessBuilder("kill", "-9", pid).start().waitFor()).isZero();
  }
}
