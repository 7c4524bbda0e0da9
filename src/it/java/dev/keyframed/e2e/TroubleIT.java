package dev.keyframed.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.Eventually;
import dev.keyframed.sandbox.FaultPlan;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that trouble with the provider is reported in health and metrics, from begin to end. */
class TroubleIT {
  private static final JsonObject JOB =
      new JsonObject().put("id", "a").put("last_frame_image", "https://example.com/b.jpg");

  @TempDir Path dir;

  @Test
  void unreachable_provider_is_reported_in_health_metrics_and_namespace() throws Exception {
    int closed = DaemonFixture.freePort();
    try (DaemonFixture fixture =
        new DaemonFixture(
            dir,
            DaemonFixture.provider(),
            "provider.base_url=http://127.0.0.1:" + closed,
            "callback.enabled=false")) {
      fixture.start();
      fixture.enqueue(JOB);
      Eventually.await("the trouble", () -> check(fixture, "trouble").contains("provider since"));
      assertThat(check(fixture, "trouble"))
          .contains("the provider is unreachable")
          .contains(":" + closed);
      Eventually.await("the account", () -> check(fixture, "account").startsWith("unreachable since"));
      assertThat(fixture.metrics())
          .contains("keyframed_trouble{reason=\"unreachable\",with=\"provider\"} 1.0");
      Eventually.await("the namespace", () -> !notes(fixture).isEmpty());
      assertThat(notes(fixture)).contains("unreachable").contains("node-1");
    }
  }

  @Test
  void balance_refused_by_http_status_holds_the_account_until_it_is_restored() throws Exception {
    try (DaemonFixture fixture = new DaemonFixture(dir, DaemonFixture.provider())) {
      fixture.sandbox.play(FaultPlan.parse("job:a=create_error_1008"), 1);
      fixture.start();
      fixture.enqueue(JOB);
      Eventually.await("the hold", () -> check(fixture, "trouble").contains("held (balance)"));
      assertThat(fixture.metrics())
          .contains("keyframed_trouble{reason=\"balance\",with=\"provider\"} 1.0");
      fixture.sandbox.play(FaultPlan.parse(""), 1);
      assertThat(fixture.results(1).get(0).getString("state")).isEqualTo("succeeded");
      Eventually.await("the end", () -> check(fixture, "trouble").equals("none"));
      assertThat(fixture.metrics())
          .contains("keyframed_trouble{reason=\"balance\",with=\"provider\"} 0.0");
    }
  }

  private static String notes(DaemonFixture fixture) {
    try {
      return fixture.client.troubles().all().await(5, SECONDS).toString().replace("[]", "");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String check(DaemonFixture fixture, String name) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + fixture.managementPort + "/health/ready"))
            .build();
    try {
      JsonArray checks =
          new JsonObject(
                  HttpClient.newHttpClient()
                      .send(request, HttpResponse.BodyHandlers.ofString())
                      .body())
              .getJsonArray("checks");
      return checks.stream()
          .map(JsonObject.class::cast)
          .filter(check -> check.getString("id").equals(name))
          .map(check -> check.getJsonObject("data").getString("reason"))
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
