package dev.keyframed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.docs.Page;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares the health checks that the page of metrics lists with those of a daemon. */
final class HealthPageIT {
  @TempDir Path dir;

  @Test
  void metrics_page_lists_the_health_checks_of_a_daemon_with_all_parts() throws Exception {
    try (DaemonFixture fixture = new DaemonFixture(dir, DaemonFixture.provider())) {
      fixture.start();

      assertThat(checks(fixture.managementPort))
          .containsExactlyInAnyOrderElementsOf(
              Page.of("metrics.md").section("Health").names("check"));
    }
  }

  private static List<String> checks(int port) throws Exception {
    URI ready = URI.create("http://127.0.0.1:" + port + "/health/ready");
    String said =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(ready).build(), BodyHandlers.ofString())
            .body();
    return new JsonObject(said)
        .getJsonArray("checks").stream()
            .map(check -> ((JsonObject) check).getString("id"))
            .toList();
  }
}
