package dev.keyframed.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.Eventually;
import dev.keyframed.adapter.embedded.EmbeddedRedis;
import dev.keyframed.adapter.redis.NamespaceClient;
import dev.keyframed.adapter.embedded.NoLoginRedisFixture;
import dev.keyframed.app.Daemon;
import dev.keyframed.app.RedisServer;
import dev.keyframed.config.Configuration;
import dev.keyframed.config.ConfigurationException;
import dev.keyframed.config.ConfigurationLoader;
import dev.keyframed.sandbox.Sandbox;
import dev.keyframed.sandbox.SandboxConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Runs Redis, sandbox and daemon in this JVM, on free loopback ports. */
final class DaemonFixture implements AutoCloseable {
  static final String CALLBACK_SECRET = "a-secret-of-this-test-and-no-other";
  private static final int PATIENCE = 30;
  private static final Duration USUAL = Duration.ofMinutes(1);

  final EmbeddedRedis redis;
  final Sandbox sandbox;
  final NamespaceClient client;
  final Path dir;
  final int managementPort;
  final int callbackPort;
  private final Vertx outside = Vertx.vertx();
  private final List<String> sets;
  private PrometheusMeterRegistry registry;
  private Vertx inside;
  private Daemon daemon;

  /** Starts Redis and sandbox; {@code sets} are added to the daemon's configuration. */
  DaemonFixture(Path dir, SandboxConfig provider, String... sets) throws Exception {
    this.dir = dir;
    redis = NoLoginRedisFixture.start(dir.resolve("redis"), 0);
    sandbox = new Sandbox(outside, provider).start().await(PATIENCE, SECONDS);
    client = NamespaceClient.open(outside, redis.url(), "keyframed");
    callbackPort = freePort();
    managementPort = freePort();
    this.sets =
        new ArrayList<>(
            List.of(
                "data_dir=" + dir,
                "redis.url=" + redis.url(),
                "provider.base_url=" + sandbox.baseUrl(),
                "provider.allow_private_addresses=true",
                "provider.requests_per_minute=6000",
                "callback.public_url=http://127.0.0.1:" + callbackPort,
                "callback.host=127.0.0.1",
                "callback.port=" + callbackPort,
                "management.port=" + managementPort));
    this.sets.addAll(List.of(sets));
  }

  /** Returns a fast provider without a limit of submissions. */
  static SandboxConfig provider() {
    return SandboxConfig.defaults()
        .withGeneration(Duration.ofMillis(600))
        .withSubmissionsPerMinute(0);
  }

  void start() throws Exception {
    start(redis.url());
  }

  /** Starts the daemon with another URL of the same Redis. */
  void start(String url) throws Exception {
    registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    inside = Vertx.vertx();
    daemon = new Daemon(inside, registry, configuration(), RedisServer.at(url), "node-1");
    daemon.start().await(PATIENCE, SECONDS);
  }

  /** Reloads as SIGHUP does, with more settings added to those of the start. */
  void reload(String... more) throws ConfigurationException {
    sets.addAll(List.of(more));
    daemon.reload(configuration());
  }

  private Configuration configuration() throws ConfigurationException {
    Map<String, String> secrets =
        Map.of(
            "KEYFRAMED_PROVIDER_API_KEY",
            "sandbox-key",
            "KEYFRAMED_CALLBACK_SECRET",
            CALLBACK_SECRET);
    return ConfigurationLoader.load(sets, secrets);
  }

  void stop() throws TimeoutException {
    daemon.stop().await(PATIENCE, SECONDS);
    inside.close().await(PATIENCE, SECONDS);
  }

  void enqueue(JsonObject job) throws Exception {
    assertThat(client.enqueue(job.encode()).await(PATIENCE, SECONDS)).isNotEmpty();
  }

  /** Waits for that many results and returns them. */
  List<JsonObject> results(int count) throws Exception {
    return results(count, USUAL);
  }

  /** Waits for that many results, up to the given time, and returns them. */
  List<JsonObject> results(int count, Duration patience) throws Exception {
    Eventually.await(count + " results", patience, () -> read().size() >= count);
    return read();
  }

  private List<JsonObject> read() {
    try {
      return client.results().await(PATIENCE, SECONDS).stream().map(JsonObject::new).toList();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  String metrics() {
    return registry.scrape();
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException, TimeoutException {
    if (daemon != null) {
      stop();
    }
    client.close();
    outside.close().await(PATIENCE, SECONDS);
    redis.close();
  }
}
