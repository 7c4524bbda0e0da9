package dev.keyframed.ops;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.Eventually;
import dev.keyframed.adapter.embedded.EmbeddedRedis;
import dev.keyframed.adapter.redis.NamespaceClient;
import dev.keyframed.adapter.embedded.NoLoginRedisFixture;
import dev.keyframed.e2e.JobJsonFixture;
import dev.keyframed.sandbox.Sandbox;
import dev.keyframed.sandbox.SandboxConfig;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests a daemon's process that resolves names by a hosts file. */
class HostsFileIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path dir;

  @Test
  void daemon_connects_and_listens_by_names_whose_ipv6_address_alone_answers() throws Exception {
    Vertx vertx = Vertx.vertx();
    Path hosts =
        Files.writeString(
            dir.resolve("hosts"),
            "::1 six.example.com\n127.0.0.9 two.example.com\n::1 two.example.com\n");
    int callback = ServeProcess.freePort();
    int management = ServeProcess.freePort();
    try (EmbeddedRedis redis = NoLoginRedisFixture.start(dir.resolve("redis"), 0)) {
      Sandbox sandbox = new Sandbox(vertx, provider()).start().await(30, SECONDS);
      NamespaceClient client = NamespaceClient.open(vertx, redis.url(), "keyframed");
      Path file =
          Files.writeString(
              dir.resolve("keyframed.yaml"),
              """
              data_dir: %s
              redis: {url: "%s"}
              provider:
                base_url: "%s"
                allow_private_addresses: true
              callback: {public_url: "http://[::1]:%d", host: six.example.com, port: %d}
              management: {host: six.example.com, port: %d}
              """
                  .formatted(
                      dir,
                      redis.url(),
                      sandbox.baseUrl().replace("[::1]", "two.example.com"),
                      callback,
                      callback,
                      management));
      Map<String, String> names =
          Map.of("JAVA_TOOL_OPTIONS", "-Djdk.net.hosts.file=" + hosts.toAbsolutePath());
      try (ServeProcess daemon = ServeProcess.launch(dir, file, names)) {
        daemon.awaitReady();
        assertThat(ready(management)).isEqualTo(200);
        assertThat(client.enqueue(job()).await(30, SECONDS)).isNotEmpty();

        JsonObject result = result(client, daemon);

        assertThat(result.getString("state")).as(result.encode()).isEqualTo("succeeded");
        assertThat(result.getString("completed_by")).isEqualTo("callback");
        assertThat(Path.of(result.getJsonObject("video").getString("path"))).isRegularFile();
      } finally {
        client.close();
      }
    } finally {
      vertx.close().await(30, SECONDS);
    }
  }

  private static SandboxConfig provider() {
    SandboxConfig usual = SandboxConfig.defaults();
    return new SandboxConfig(
            "[::1]",
            0,
            0,
            usual.account(),
            usual.times(),
            usual.callbacks(),
            usual.ledgerFile(),
            usual.faults(),
            usual.seed())
        .withGeneration(Duration.ofMillis(600))
        .withSubmissionsPerMinute(0);
  }

  private static String job() {
    return JobJsonFixture.good("six").encode();
  }

  private static int ready(int port) throws Exception {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create("http://[::1]:" + port + "/health/ready").toURL().openConnection();
    return connection.getResponseCode();
  }

  /** Waits for the one result; a failure shows the daemon's output. */
  private static JsonObject result(NamespaceClient client, ServeProcess daemon) throws Exception {
    Eventually.await(
        () -> "a result: " + daemon.said(),
        PATIENCE,
        () -> !client.results().await(30, SECONDS).isEmpty());
    List<String> results = client.results().await(30, SECONDS);
    assertThat(results).as(daemon.said()).hasSize(1);
    return new JsonObject(results.get(0));
  }
}
