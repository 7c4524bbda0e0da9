package dev.keyframed.cli;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.keyframed.adapter.embedded.EmbeddedRedis;
import dev.keyframed.adapter.embedded.FolderOwner;
import dev.keyframed.app.CommandException;
import dev.keyframed.app.DaemonRuntime;
import dev.keyframed.config.Configuration;
import dev.keyframed.config.ConfigurationException;
import dev.keyframed.config.ConfigurationLoader;
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
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a daemon with its environment in one process on loopback: Redis, simulated provider,
 * certificate.
 */
final class DemoEnvironment implements AutoCloseable {
  /** Sets the time that the sandbox takes for a video. */
  static final Duration GENERATION = Duration.ofSeconds(4);

  private static final Logger log = LoggerFactory.getLogger(DemoEnvironment.class);

  /** Limits the start of the sandbox, and its stop. */
  private static final int SANDBOX_TIMEOUT_SECONDS = 30;

  private final Deque<DemoPart> open = new ArrayDeque<>();
  private static final FileAttribute<?> OWNERS_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path dir;
  private volatile boolean markComplete;
  private volatile boolean closed;

  /** Records, for the whole process, that the JVM was shut down during a demo. */
  private static volatile boolean exiting;

  // Set once, while it is opened.
  private EmbeddedRedis redis;
  private Vertx sandboxVertx;
  private int managementPort;

  private interface DemoPart {
    void close() throws IOException, TimeoutException;
  }

  private DemoEnvironment(Path dir) {
    this.dir = dir;
  }

  /**
   * Locks the folder for this demo; {@link #start} is to follow.
   *
   * <p>The demo closes itself when the JVM is shut down.
   *
   * @param interrupted runs first if the JVM is shut down before {@link #markComplete}
   * @throws CommandException if another demo has the folder, in which then nothing is changed
   */
  static DemoEnvironment open(Path dir, Runnable interrupted) {
    DemoEnvironment stage = new DemoEnvironment(dir);
    try {
      refusePlanted(dir);
      Files.createDirectories(dir);
      DemoLock lock = DemoLock.take(dir);
      stage.keep(lock::close);
    } catch (IOException fault) {
      stage.close();
      throw unusable(dir, fault);
    }
    // The JVM halts when its hooks return, so the hook waits for the end.
    Thread exit = new Thread(() -> stage.exit(interrupted), "demo-exit");
    Runtime.getRuntime().addShutdownHook(exit);
    return stage;
  }

  /** Links that a stranger has put there would be followed. */
  private static void refusePlanted(Path dir) throws IOException {
    Optional<String> suspicion = FolderOwner.suspicion(dir);
    if (suspicion.isPresent()) {
      throw CommandException.byConfiguration(
          suspicion.get() + ": not used; give the demo another folder by --output DIR");
    }
  }

  private static CommandException unusable(Path dir, IOException fault) {
    return new CommandException("the demo cannot be set up in " + dir + ": " + fault.getMessage());
  }

  private void exit(Runnable interrupted) {
    if (!markComplete && !closed) {
      exiting = true;
      // What is under way fails now, for that reason alone.
      Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> {});
      interrupted.run();
    }
    close();
  }

  /** Returns whether the JVM was shut down during a demo. */
  static boolean isInterrupted() {
    return exiting;
  }

  /** Marks the demo as complete: an end of the JVM does not count as an interruption any more. */
  void markComplete() {
    markComplete = true;
  }

  /** Starts the environment, and the daemon in the same way as {@code serve}. */
  void start() throws Exception {
    try {
      build();
    } catch (IOException fault) {
      throw unusable(dir, fault);
    }
  }

  private void build() throws Exception {
    Path cert = dir.resolve("demo-cert.pem");
    Path key = dir.resolve("demo-key.pem");
    writeCertificate(cert, key);
    redis = EmbeddedRedis.start(dir.resolve("redis"), 0);
    keep(redis::close);
    sandboxVertx = Vertx.vertx();
    keep(() -> sandboxVertx.close().await(SANDBOX_TIMEOUT_SECONDS, SECONDS));
    Sandbox sandbox =
        new Sandbox(
                sandboxVertx,
                SandboxConfig.defaults()
                    .withGeneration(GENERATION)
                    .withSubmissionsPerMinute(0)
                    .withTrust(cert))
            .start()
            .await(SANDBOX_TIMEOUT_SECONDS, SECONDS);
    managementPort = freePort();
    DaemonRuntime daemon =
        DaemonRuntime.prepare(
            configuration(
                dir, redis.url(), sandbox.baseUrl(), freePort(), managementPort, cert, key),
            () -> {});
    keep(daemon::stop);
    daemon.awaitStart(waiting -> {});
  }

  /**
   * Registers a resource to be closed before those registered earlier; closes it at once after the
   * end.
   */
  private synchronized void keep(DemoPart part) {
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
    Files.deleteIfExists(key);
    Files.createFile(key, OWNERS_ALONE);
    Files.writeString(key, bundle.getPrivateKeyPEM());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  Path dir() {
    return dir;
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

  private static void close(DemoPart part) {
    try {
      part.close();
    } catch (IOException | TimeoutException fault) {
      log.warn("the demo did not end cleanly: {}", fault.toString());
    }
  }
}
