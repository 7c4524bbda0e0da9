package dev.keyframed.cli;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.keyframed.config.Configuration;
import dev.keyframed.config.ConfigurationException;
import dev.keyframed.config.ConfigurationLoader;
import dev.keyframed.redis.EmbeddedRedis;
import dev.keyframed.sandbox.Sandbox;
import dev.keyframed.sandbox.SandboxConfig;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What production has around the daemon, in one process on loopback: a Redis, a provider, a
 * certificate.
 */
final class DemoStage implements AutoCloseable {
  /** How long the sandbox takes for a video. */
  static final Duration GENERATION = Duration.ofSeconds(4);

  private static final Logger log = LoggerFactory.getLogger(DemoStage.class);
  private static final int PATIENCE = 30;

  private final Deque<Part> open = new ArrayDeque<>();
  private boolean closed;

  // Set once, while it is opened.
  private EmbeddedRedis redis;
  private Vertx sandboxVertx;
  private int managementPort;

  private interface Part {
    void close() throws IOException, TimeoutException;
  }

  private DemoStage() {}

  /**
   * Sets everything up below that folder, and starts the daemon as {@code serve} does. Closed by
   * itself when the JVM is told to end.
   */
  static DemoStage open(Path dir) throws Exception {
    DemoStage stage = new DemoStage();
    // The JVM halts when its hooks return, so the hook waits for the end.
    Runtime.getRuntime().addShutdownHook(new Thread(stage::close, "demo-exit"));
    try {
      stage.build(dir);
      return stage;
    } catch (Failed fault) {
      stage.close();
      throw fault;
    } catch (IOException fault) {
      stage.close();
      throw new Failed("the demo cannot be set up in " + dir + ": " + fault.getMessage());
    } catch (Exception | Error fault) {
      stage.close();
      throw fault;
    }
  }

  private void build(Path dir) throws Exception {
    Files.createDirectories(dir);
    Path cert = dir.resolve("demo-cert.pem");
    Path key = dir.resolve("demo-key.pem");
    writeCertificate(cert, key);
    redis = EmbeddedRedis.start(dir.resolve("redis"), 0);
    keep(redis::close);
    sandboxVertx = Vertx.vertx();
    keep(() -> sandboxVertx.close().await(PATIENCE, SECONDS));
    Sandbox sandbox =
        new Sandbox(
                sandboxVertx,
                SandboxConfig.defaults()
                    .withGeneration(GENERATION)
                    .withSubmissionsPerMinute(0)
                    .withTrust(cert))
            .start()
            .await(PATIENCE, SECONDS);
    managementPort = freePort();
    RunningDaemon daemon =
        RunningDaemon.prepare(
            configuration(
                dir, redis.url(), sandbox.baseUrl(), freePort(), managementPort, cert, key),
            () -> {});
    keep(daemon::stop);
    daemon.awaitUp(waiting -> {});
  }

  /** To be closed before all that was kept earlier; at once, where the end has come meanwhile. */
  private synchronized void keep(Part part) {
    if (closed) {
      close(part);
    } else {
      open.push(part);
    }
  }

  private static Configuration configuration(
      Path dir, String redis, String provider, int callback, int management, Path cert, Path key)
      throws ConfigurationException {
    List<String> sets =
        List.of(
            "data_dir=" + dir,
            "videos.min_free=0B", // three small videos fit nearly anywhere
            "provider.base_url=" + provider,
            "provider.allow_private_addresses=true",
            "provider.requests_per_minute=600",
            "callback.public_url=https://127.0.0.1:" + callback,
            "callback.host=127.0.0.1",
            "callback.port=" + callback,
            "callback.tls.cert=" + cert,
            "callback.tls.key=" + key,
            "callback.self_check=0s", // by its own certificate, which only the sandbox trusts
            "management.port=" + management);
    Map<String, String> secrets =
        Map.of(
            "KEYFRAMED_PROVIDER_API_KEY",
            "sandbox-key",
            "KEYFRAMED_CALLBACK_SECRET",
            "for-the-demo-alone-and-nothing-else",
            "KEYFRAMED_REDIS_URL", // it holds a password
            redis);
    return ConfigurationLoader.load(sets, secrets);
  }

  private static void writeCertificate(Path cert, Path key) throws Exception {
    X509Bundle bundle =
        new CertificateBuilder()
            .subject("CN=keyframed demo")
            .addSanIpAddress("127.0.0.1")
            .addSanDnsName("localhost")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    Files.writeString(cert, bundle.getCertificatePathPEM());
    Files.writeString(key, bundle.getPrivateKeyPEM());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  String redisUrl() {
    return redis.url();
  }

  int redisPort() {
    return redis.port();
  }

  String metricsUrl() {
    return "http://127.0.0.1:" + managementPort + "/metrics";
  }

  Vertx vertx() {
    return sandboxVertx;
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!open.isEmpty()) {
      close(open.pop());
    }
  }

  private static void close(Part part) {
    try {
      part.close();
    } catch (IOException | TimeoutException fault) {
      log.warn("the demo did not end cleanly: {}", fault.toString());
    }
  }
}
