package dev.keyframed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.Eventually;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests free space, folder and mode of videos. */
final class StorageIT {
  @TempDir Path dir;

  @Test
  void submissions_wait_while_the_disk_has_no_room() throws Exception {
    try (DaemonFixture fixture = new DaemonFixture(dir, DaemonFixture.provider(), "videos.min_free=100000GB")) {
      fixture.start();
      fixture.enqueue(JobJsonFixture.good("job-1"));
      Eventually.await("it is queued", () -> fixture.metrics().contains("{state=\"queued\"} 1.0"));

      JsonObject storage = check(fixture, "storage");
      assertThat(storage.getString("status")).isEqualTo("DOWN");
      assertThat(storage.getJsonObject("data").getString("reason")).contains("videos.min_free");
      assertThat(fixture.metrics())
          .contains("keyframed_trouble{reason=\"full\",with=\"storage\"} 1.0");
      assertThat(fixture.sandbox.ledger().submissions()).isEmpty();

      fixture.reload("videos.min_free=0B");

      assertThat(fixture.results(1).get(0).getString("state")).isEqualTo("succeeded");
      assertThat(check(fixture, "storage").getString("status")).isEqualTo("UP");
      assertThat(fixture.metrics())
          .contains("keyframed_trouble{reason=\"full\",with=\"storage\"} 0.0");
    }
  }

  @Test
  void video_is_stored_in_the_configured_folder_with_the_configured_mode() throws Exception {
    Path videos = dir.resolve("for-all");
    try (DaemonFixture fixture =
        new DaemonFixture(dir, DaemonFixture.provider(), "videos.dir=" + videos, "videos.mode=0644")) {
      fixture.start();
      fixture.enqueue(JobJsonFixture.good("job-1"));

      JsonObject result = fixture.results(1).get(0);

      Path video = Path.of(result.getJsonObject("video").getString("path"));
      assertThat(video).isAbsolute().startsWith(videos).hasFileName("job-1.mp4");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(video)))
          .isEqualTo("rw-r--r--");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(videos)))
          .isEqualTo("rwxr-xr-x");
      assertThat(result.getJsonObject("video").containsKey("checked")).isFalse();
    }
  }

  /**
   * Returns a check of {@code /health/ready}, which is 200 whatever the storage, since callbacks
   * are taken.
   */
  private static JsonObject check(DaemonFixture fixture, String id) throws Exception {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create("http://127.0.0.1:" + fixture.managementPort + "/health/ready")
                .toURL()
                .openConnection();
    assertThat(connection.getResponseCode()).isEqualTo(200);
    try (InputStream body = connection.getInputStream()) {
      return new JsonObject(new String(body.readAllBytes(), StandardCharsets.UTF_8))
          .getJsonArray("checks").stream()
              .map(JsonObject.class::cast)
              .filter(check -> check.getString("id").equals(id))
              .findFirst()
              .orElseThrow();
    }
  }
}
