package dev.keyframed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.sandbox.FrameFixture;
import dev.keyframed.support.frame.SampleImages;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.Color;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that invalid jobs are rejected with the field's name and never sent to the provider. */
final class BadJobsIT {
  @TempDir Path dir;

  @Test
  void job_with_a_mistake_is_rejected_by_field_and_never_sent() throws Exception {
    Map<String, JsonObject> bad = mistakes();
    assertThat(bad).hasSizeGreaterThanOrEqualTo(15);
    try (DaemonFixture fixture = new DaemonFixture(dir, DaemonFixture.provider())) {
      fixture.start();
      for (JsonObject job : bad.values()) {
        fixture.enqueue(job);
      }
      List<JsonObject> results = fixture.results(bad.size());
      for (JsonObject result : results) {
        assertThat(result.getString("state")).as(result.encode()).isEqualTo("rejected");
        JsonObject error = result.getJsonObject("error");
        assertThat(error.getString("code")).isEqualTo("invalid_job");
        String field = result.getString("job_id").replaceAll("--.*", "");
        assertThat(fields(error)).as(result.encode()).contains(field);
      }
      assertThat(fixture.sandbox.ledger().submissions()).isEmpty();
    }
  }

  @Test
  void all_mistakes_of_one_job_are_in_its_result() throws Exception {
    try (DaemonFixture fixture = new DaemonFixture(dir, DaemonFixture.provider())) {
      fixture.start();
      fixture.enqueue(
          new JsonObject()
              .put("id", "many")
              .put("duration", 7)
              .put("resolution", "4K")
              .put("colour", "red"));
      JsonObject error = fixture.results(1).get(0).getJsonObject("error");
      assertThat(fields(error))
          .containsExactlyInAnyOrder("duration", "resolution", "colour", "last_frame_image");
    }
  }

  @Test
  void malformed_entry_is_rejected_under_its_entry_id() throws Exception {
    try (DaemonFixture fixture = new DaemonFixture(dir, DaemonFixture.provider())) {
      fixture.start();
      String entry =
          fixture.client.enqueue("{not json").await(10, java.util.concurrent.TimeUnit.SECONDS);
      JsonObject result = fixture.results(1).get(0);
      assertThat(result.getString("job_id")).isEqualTo(entry);
      assertThat(result.getString("state")).isEqualTo("rejected");
    }
  }

  @Test
  void frame_that_claims_gigabytes_is_rejected_and_the_daemon_continues() throws Exception {
    try (DaemonFixture fixture = new DaemonFixture(dir, DaemonFixture.provider())) {
      fixture.start();
      String huge = SampleImages.dataUrl("image/webp", SampleImages.hugeProfileWebp());
      for (int i = 0; i < 3; i++) {
        fixture.enqueue(JobJsonFixture.good("huge-" + i).put("last_frame_image", huge));
      }
      fixture.enqueue(JobJsonFixture.good("good"));
      for (JsonObject result : fixture.results(4)) {
        boolean good = result.getString("job_id").equals("good");
        assertThat(result.getString("state")).isEqualTo(good ? "succeeded" : "rejected");
        if (!good) {
          assertThat(fields(result.getJsonObject("error"))).containsExactly("last_frame_image");
        }
      }
      assertThat(fixture.sandbox.ledger().submissions()).hasSize(1);
    }
  }

  private static List<String> fields(JsonObject error) {
    JsonArray errors = error.getJsonArray("errors");
    return errors.stream().map(each -> ((JsonObject) each).getString("field")).toList();
  }

  /**
   * Returns invalid jobs by the name of their invalid field; a suffix after two dashes
   * distinguishes them.
   */
  private static Map<String, JsonObject> mistakes() {
    Map<String, JsonObject> bad = new LinkedHashMap<>();
    wrong(bad, "last_frame_image--missing", null);
    wrong(bad, "last_frame_image--type", 7);
    wrong(bad, "last_frame_image--scheme", "ftp://example.com/a.png");
    wrong(bad, "last_frame_image--base64", "data:image/png;base64,???");
    wrong(bad, "last_frame_image--not-an-image", "data:image/png;base64,AAAA");
    wrong(bad, "last_frame_image--small", FrameFixture.dataUrl("png", 200, 400, Color.RED));
    wrong(bad, "last_frame_image--wide", FrameFixture.dataUrl("png", 1200, 310, Color.RED));
    String frame = FrameFixture.dataUrl("png", 400, 400, Color.RED);
    wrong(bad, "last_frame_image--half", frame.substring(0, frame.length() / 8 * 4));
    wrong(bad, "last_frame_image--bare", frame.substring(frame.indexOf(',') + 1));
    wrong(bad, "last_frame_image--port", "http://example.com:99999/a.png");
    wrong(bad, "last_frame_image--no-dir", "file:frame.png");
    wrong(bad, "first_frame_image--private", "http://");
    wrong(bad, "prompt--long", "x".repeat(2001));
    wrong(bad, "model--other", "MiniMax-Hailuo-2.3");
    wrong(bad, "duration--seven", 7);
    wrong(bad, "resolution--512", "512P");
    wrong(bad, "prompt_optimizer--word", "yes");
    wrong(bad, "priority--urgent", "urgent");
    wrong(bad, "not_before--when", "tomorrow");
    wrong(bad, "max_attempts--none", 0);
    wrong(bad, "metadata--list", new JsonArray().add(1));
    wrong(bad, "lens--unknown", "wide");
    return bad;
  }

  private static void wrong(Map<String, JsonObject> bad, String id, Object value) {
    String field = id.replaceAll("--.*", "");
    JsonObject job = JobJsonFixture.good(id);
    if (value == null) {
      job.remove(field);
    } else {
      job.put(field, value);
    }
    bad.put(id, job);
  }
}
