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
    int closed = World.freePort();
    try (World world =
        new World(
            dir,
            World.provider(),
            "provider.base_url=http://127.0.0.1:" + closed,
            "callback.enabled=false")) {
      world.start();
      world.enqueue(JOB);
      Eventually.await("the trouble", () -> check(world, "trouble").contains("provider since"));
      assertThat(check(world, "trouble"))
          .contains("the provider is unreachable")
          .contains(":" + closed);
      Eventually.await("the account", () -> check(world, "account").startsWith("unreachable since"));
      assertThat(world.metrics())
          .contains("keyframed_trouble{reason=\"unreachable\",with=\"provider\"} 1.0");
      Eventually.await("the namespace", () -> !notes(world).isEmpty());
      assertThat(notes(world)).contains("unreachable").contains("node-1");
    }
  }

  @Test
  void balance_refused_by_http_status_holds_the_account_until_it_is_restored() throws Exception {
    try (World world = new World(dir, World.provider())) {
      world.sandbox.play(FaultPlan.parse("job:a=create_error_1008"), 1);
      world.start();
      world.enqueue(JOB);
      Eventually.await("the hold", () -> check(world, "trouble").contains("held (balance)"));
      assertThat(world.metrics())
          .contains("keyframed_trouble{reason=\"balance\",with=\"provider\"} 1.0");
      world.sandbox.play(FaultPlan.parse(""), 1);
      assertThat(world.results(1).get(0).getString("state")).isEqualTo("succeeded");
      Eventually.await("the end", () -> check(world, "trouble").equals("none"));
      assertThat(world.metrics())
          .contains("keyframed_trouble{reason=\"balance\",with=\"provider\"} 0.0");
    }
  }

  private static String notes(World world) {
    try {
      return world.desk.troubles().all().await(5, SECONDS).toString().replace("[]", "");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String check(World world, String name) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + world.managementPort + "/health/ready"))
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
