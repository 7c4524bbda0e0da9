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
class ForgottenJobsIT {
  private static final CallbackUrls URLS =
      new CallbackUrls("keyframed", List.of(DaemonFixture.CALLBACK_SECRET));
  private static final JsonObject JOB =
      new JsonObject().put("id", "a").put("last_frame_image", "https://example.com/b.jpg");

  @TempDir Path dir;

  @Test
  void task_is_delivered_as_an_orphan_when_its_creation_was_open_at_the_flush() throws Exception {
    SandboxConfig provider = DaemonFixture.provider();
    SandboxConfig.Times times = provider.times();
    SandboxConfig soon =
        provider.withTimes(
            new SandboxConfig.Times(
                times.generation(),
                times.answerDelay(),
                times.challengeTimeout(),
                Duration.ofSeconds(1),
                times.urlLifetime()));
    try (DaemonFixture fixture = new DaemonFixture(dir, soon)) {
      fixture.sandbox.play(FaultPlan.parse("job:a=late_answer"), 1);
      fixture.start();
      fixture.enqueue(JOB);
      Eventually.await("the vote", () -> "1".equals(job(fixture).get("voted")));
      flush(fixture);
      assertOrphan(fixture);
    }
  }

  @Test
  void task_is_delivered_as_an_orphan_when_no_push_follows_the_flush() throws Exception {
    try (DaemonFixture fixture = generating("poll.first_after=1s")) {
      flush(fixture);
      assertOrphan(fixture);
    }
  }

  @Test
  void task_is_delivered_as_an_orphan_when_a_push_comes_to_a_daemon_that_never_saw_the_job()
      throws Exception {
    try (DaemonFixture fixture = generating()) {
      String path =
          URLS.path(new JobId("a"), Attempt.parse(job(fixture).get("attempt")).orElseThrow());
      fixture.stop();
      flush(fixture);
      fixture.start();
      assertThat(push(fixture, path, fixture.sandbox.ledger().tasks().get(0).id())).isEqualTo(200);
      assertOrphan(fixture);
    }
  }

  @Test
  void task_is_adopted_and_not_paid_again_when_the_producer_repeats_its_job() throws Exception {
    try (DaemonFixture fixture = generating("poll.first_after=1s")) {
      flush(fixture);
      fixture.enqueue(JOB);
      assertOrphan(fixture);
    }
  }

  /** Starts an environment without pushes, with one generating task. */
  private DaemonFixture generating(String... sets) throws Exception {
    List<String> all = new ArrayList<>(List.of(sets));
    all.add("poll.interval=200ms");
    DaemonFixture fixture =
        new DaemonFixture(
            dir,
            DaemonFixture.provider().withGeneration(Duration.ofSeconds(2)).withPushes(false),
            all.toArray(String[]::new));
    fixture.start();
    fixture.enqueue(JOB);
    Eventually.await("the task", () -> "generating".equals(job(fixture).get("state")));
    return fixture;
  }

  private static int push(DaemonFixture fixture, String path, String task) throws Exception {
    JsonObject body = new JsonObject().put("task_id", task).put("status", "success");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + fixture.callbackPort + path))
            .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static void assertOrphan(DaemonFixture fixture) throws Exception {
    JsonObject result = fixture.results(1).get(0);
    String task = fixture.sandbox.ledger().tasks().get(0).id();
    assertThat(result.getString("job_id")).isEqualTo("a");
    assertThat(result.getString("task_id")).isEqualTo(task);
    assertThat(result.getString("state")).isEqualTo("succeeded");
    assertThat(result.getBoolean("orphan")).isTrue();
    assertThat(fixture.sandbox.ledger().tasks()).hasSize(1);
    assertThat(fixture.metrics())
        .contains("keyframed_orphan_tasks_total 1.0")
        .contains("keyframed_trouble{reason=\"forgotten_jobs\",with=\"redis\"} 1.0");
  }

  private static Map<String, String> job(DaemonFixture fixture) {
    try {
      return fixture.client.job("a").await(5, SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void flush(DaemonFixture fixture) throws Exception {
    URI redis = URI.create(fixture.redis.url());
    try (Socket socket = new Socket(redis.getHost(), redis.getPort())) {
      socket.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().readNBytes(3))
          .isEqualTo("+OK".getBytes(StandardCharsets.US_ASCII));
    }
  }
}
