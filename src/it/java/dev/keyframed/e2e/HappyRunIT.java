package dev.keyframed.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.Eventually;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HappyRunIT {
  private static final int JOBS = 20;

  @TempDir Path dir;

  @Test
  void twenty_jobs_make_twenty_submissions_and_twenty_videos_by_callback() throws Exception {
    try (DaemonFixture fixture = new DaemonFixture(dir, DaemonFixture.provider())) {
      assertAllSucceedBy("callback", fixture);
    }
  }

  @Test
  void scanner_completes_every_job_without_callbacks() throws Exception {
    try (DaemonFixture fixture = new DaemonFixture(dir, DaemonFixture.provider(), polling("callback.enabled=false"))) {
      assertAllSucceedBy("poll", fixture);
    }
  }

  @Test
  void jobs_are_completed_when_pushes_never_arrive() throws Exception {
    try (DaemonFixture fixture = new DaemonFixture(dir, DaemonFixture.provider().withPushes(false), polling())) {
      assertAllSucceedBy("poll", fixture);
    }
  }

  @Test
  void self_check_reaches_the_daemon_by_its_public_url() throws Exception {
    try (DaemonFixture fixture = new DaemonFixture(dir, DaemonFixture.provider())) {
      fixture.start();

      Eventually.await("1", () -> fixture.metrics().contains("\nkeyframed_callback_reachable 1.0\n"));
    }
  }

  /** Returns settings for early and frequent polls, added to others. */
  private static String[] polling(String... others) {
    List<String> sets = new ArrayList<>(List.of(others));
    sets.addAll(
        List.of(
            "poll.first_after=1s",
            "poll.interval=1s",
            "poll.max_interval=2s",
            "poll.requests_per_minute=6000"));
    return sets.toArray(String[]::new);
  }

  private static void assertAllSucceedBy(String way, DaemonFixture fixture) throws Exception {
    fixture.start();
    for (int i = 0; i < JOBS; i++) {
      fixture.enqueue(JobJsonFixture.good("job-" + i));
    }
    List<JsonObject> results = fixture.results(JOBS);
    assertPaidOnceEach(fixture, results);
    assertThat(results).allMatch(result -> way.equals(result.getString("completed_by")));
  }

  private static void assertPaidOnceEach(DaemonFixture fixture, List<JsonObject> results) throws Exception {
    assertThat(results).hasSize(JOBS);
    assertThat(results).allMatch(result -> "succeeded".equals(result.getString("state")));
    assertThat(results.stream().map(result -> result.getString("job_id")).distinct()).hasSize(JOBS);
    assertThat(fixture.sandbox.ledger().submissions()).hasSize(JOBS);
    assertThat(fixture.sandbox.ledger().tasks()).hasSize(JOBS);
    assertThat(fixture.sandbox.ledger().totalUsd()).isEqualByComparingTo("5.60");
    assertThat(results.stream().mapToDouble(result -> result.getDouble("cost_usd")).sum())
        .isBetween(5.599, 5.601);
    assertThat(fixture.client.waiting().await(10, SECONDS)).isZero();
    for (JsonObject result : results) {
      assertIsTheVideoThatItSays(result.getJsonObject("video"));
    }
  }

  private static void assertIsTheVideoThatItSays(JsonObject video) throws Exception {
    byte[] bytes = Files.readAllBytes(Path.of(video.getString("path")));
    assertThat(bytes).hasSize(video.getInteger("bytes"));
    assertThat(new String(bytes, 4, 4, StandardCharsets.US_ASCII)).isEqualTo("ftyp");
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
    assertThat(HexFormat.of().formatHex(hash)).isEqualTo(video.getString("sha256"));
    // These values come from the file, not from the provider's query.
    assertThat(video.getInteger("width")).isEqualTo(256);
    assertThat(video.getInteger("height")).isEqualTo(256);
  }
}
