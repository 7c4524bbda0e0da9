package dev.keyframed.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.Eventually;
import dev.keyframed.job.Attempt;
import dev.keyframed.job.CallbackUrls;
import dev.keyframed.job.JobId;
import dev.keyframed.sandbox.FaultPlan;
import dev.keyframed.sandbox.SandboxConfig;
import io.vertx.core.json.JsonObject;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that no paid task is lost when Redis is flushed. */
class ForgottenIT {
  private static final CallbackUrls URLS =
      new CallbackUrls("keyframed", List.of(World.CALLBACK_SECRET));
  private static final JsonObject JOB =
      new JsonObject().put("id", "a").put("last_frame_image", "https://example.com/b.jpg");

  @TempDir Path dir;

  @Test
  void task_is_delivered_as_an_orphan_when_its_creation_was_open_at_the_flush() throws Exception {
    SandboxConfig provider = World.provider();
    SandboxConfig.Times times = provider.times();
    SandboxConfig soon =
        provider.withTimes(
            new SandboxConfig.Times(
                times.generation(),
                times.answerDelay(),
                times.challengePatience(),
                Duration.ofSeconds(1),
                times.urlLifetime()));
    try (World world = new World(dir, soon)) {
      world.sandbox.play(FaultPlan.parse("job:a=late_answer"), 1);
      world.start();
      world.enqueue(JOB);
      Eventually.await("the vote", () -> "1".equals(job(world).get("voted")));
      flush(world);
      assertOrphan(world);
    }
  }

  @Test
  void task_is_delivered_as_an_orphan_when_no_push_follows_the_flush() throws Exception {
    try (World world = generating("poll.first_after=1s")) {
      flush(world);
      assertOrphan(world);
    }
  }

  @Test
  void task_is_delivered_as_an_orphan_when_a_push_comes_to_a_daemon_that_never_saw_the_job()
      throws Exception {
    try (World world = generating()) {
      String path =
          URLS.path(new JobId("a"), Attempt.parse(job(world).get("attempt")).orElseThrow());
      world.stop();
      flush(world);
      world.start();
      assertThat(push(world, path, world.sandbox.ledger().tasks().get(0).id())).isEqualTo(200);
      assertOrphan(world);
    }
  }

  @Test
  void task_is_adopted_and_not_paid_again_when_the_producer_repeats_its_job() throws Exception {
    try (World world = generating("poll.first_after=1s")) {
      flush(world);
      world.enqueue(JOB);
      assertOrphan(world);
    }
  }

  /** Starts an environment without pushes, with one generating task. */
  private World generating(String... sets) throws Exception {
    List<String> all = new ArrayList<>(List.of(sets));
    all.add("poll.interval=200ms");
    World world =
        new World(
            dir,
            World.provider().withGeneration(Duration.ofSeconds(2)).withPushes(false),
            all.toArray(String[]::new));
    world.start();
    world.enqueue(JOB);
    Eventually.await("the task", () -> "generating".equals(job(world).get("state")));
    return world;
  }

  private static int push(World world, String path, String task) throws Exception {
    JsonObject body = new JsonObject().put("task_id", task).put("status", "success");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + world.callbackPort + path))
            .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static void assertOrphan(World world) throws Exception {
    JsonObject result = world.results(1).get(0);
    String task = world.sandbox.ledger().tasks().get(0).id();
    assertThat(result.getString("job_id")).isEqualTo("a");
    assertThat(result.getString("task_id")).isEqualTo(task);
    assertThat(result.getString("state")).isEqualTo("succeeded");
    assertThat(result.getBoolean("orphan")).isTrue();
    assertThat(world.sandbox.ledger().tasks()).hasSize(1);
    assertThat(world.metrics())
        .contains("keyframed_orphan_tasks_total 1.0")
        .contains("keyframed_trouble{reason=\"forgotten_jobs\",with=\"redis\"} 1.0");
  }

  private static Map<String, String> job(World world) {
    try {
      return world.desk.job("a").await(5, SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void flush(World world) throws Exception {
    URI redis = URI.create(world.redis.url());
    try (Socket socket = new Socket(redis.getHost(), redis.getPort())) {
      socket.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().readNBytes(3))
          .isEqualTo("+OK".getBytes(StandardCharsets.US_ASCII));
    }
  }
}
