package dev.keyframed.ops;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import dev.keyframed.Eventually;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests a Prometheus with the shipped configuration that scrapes a daemon. */
class PrometheusIT {
  private static final int PATIENCE = 60;
  private static final Path SHIPPED = Path.of("conf/prometheus");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir static Path dir;
  private static ServeProcess daemon;
  private static Process prometheus;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    Path program = Tool.find("prometheus", "prometheus").program();
    int management = ServeProcess.freePort();
    daemon = ServeProcess.start(dir, daemonConfiguration(management));
    port = ServeProcess.freePort();
    prometheus =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + scrapeConfiguration(management),
                "--storage.tsdb.path=" + dir.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(log().toFile())
            .start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (prometheus != null) {
      prometheus.destroy();
      if (!prometheus.waitFor(PATIENCE, SECONDS)) {
        prometheus.destroyForcibly();
      }
    }
    if (daemon != null) {
      daemon.close();
    }
  }

  @Test
  void prometheus_sees_the_daemon_as_up() throws Exception {
    JsonObject targets =
        await("targets", said -> targets(said).anyMatch(target -> !health(target, "unknown")));

    assertThat(targets(targets)).hasSize(1).allMatch(target -> health(target, "up"));
    assertThat(targets(targets)).allMatch(target -> target.getString("lastError").isEmpty());
  }

  @Test
  void prometheus_evaluates_every_rule() throws Exception {
    JsonObject rules =
        await("rules", said -> rules(said).noneMatch(rule -> health(rule, "unknown")));

    assertThat(rules(rules)).isNotEmpty().allMatch(rule -> health(rule, "ok"));
    assertThat(rules(rules)).allMatch(rule -> rule.getString("lastError", "").isEmpty());
  }

  @Test
  void prometheus_has_every_metric_of_rules_and_panels() throws Exception {
    JsonObject names =
        await("label/__name__/values", said -> said.getJsonArray("data").contains("up"));

    assertThat(names.getJsonArray("data").stream().map(Object::toString))
        .containsAll(MetricNamesTest.queried());
  }

  private static boolean health(JsonObject of, String wanted) {
    return wanted.equals(of.getString("health"));
  }

  private static Stream<JsonObject> targets(JsonObject said) {
    return objects(said.getJsonObject("data").getJsonArray("activeTargets"));
  }

  private static Stream<JsonObject> rules(JsonObject said) {
    return objects(said.getJsonObject("data").getJsonArray("groups"))
        .flatMap(group -> objects(group.getJsonArray("rules")));
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast);
  }

  /** Queries Prometheus' API until the answer is as expected, and returns it. */
  private static JsonObject await(String what, Predicate<JsonObject> reached) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1/" + what);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
    AtomicReference<String> last = new AtomicReference<>("nothing");
    Eventually.await(
        () -> what + " as expected, but " + last.get(),
        Duration.ofSeconds(PATIENCE),
        () -> {
          assertThat(prometheus.waitFor(200, MILLISECONDS)).as(Files.readString(log())).isFalse();
          try {
            last.set(CLIENT.send(request, BodyHandlers.ofString()).body());
          } catch (IOException notUpYet) {
            last.set(notUpYet.toString());
          }
          return last.get().startsWith("{") && reached.test(new JsonObject(last.get()));
        });
    return new JsonObject(last.get());
  }

  private static Path log() {
    return dir.resolve("prometheus.log");
  }

  private static Path daemonConfiguration(int management) throws IOException {
    return Files.writeString(
        dir.resolve("keyframed.yaml"),
        """
        data_dir: %s
        redis: {embedded_port: %d}
        management: {port: %d}
        callback: {public_url: "https://keyframed.example", host: 127.0.0.1, port: 0}
        """
            .formatted(dir, ServeProcess.freePort(), management));
  }

  /**
   * Writes the shipped configuration with this target, absolute paths of rules and short intervals.
   */
  private static Path scrapeConfiguration(int management) throws IOException {
    String shipped = Files.readString(SHIPPED.resolve("keyframed.yml"));
    String ours =
        shipped
            .replace("127.0.0.1:9464", "127.0.0.1:" + management)
            .replace("- alerts.yml", "- " + SHIPPED.resolve("alerts.yml").toAbsolutePath())
            .replace("scrape_interval: 15s", "scrape_interval: 500ms");
    return Files.writeString(
        dir.resolve("prometheus.yml"), "global: {evaluation_interval: 500ms}\n" + ours);
  }
}
