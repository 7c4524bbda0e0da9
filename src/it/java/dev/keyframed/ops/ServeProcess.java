package dev.keyframed.ops;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.adapter.systemd.FakeServiceManager;
import dev.keyframed.cli.Main;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs a daemon's process, with a service manager that watches it. */
final class ServeProcess implements AutoCloseable {
  static final String CALLBACK_SECRET = "a-secret-of-this-test-and-no-other";
  private static final int PATIENCE = 60;

  final FakeServiceManager manager;
  private final Path log;
  private final Process process;

  private ServeProcess(FakeServiceManager manager, Path log, Process process) {
    this.manager = manager;
    this.log = log;
    this.process = process;
  }

  /** Starts a daemon and waits until it reports that it is ready; it uses the directory alone. */
  static ServeProcess start(Path dir, Path configuration, String... sets) throws Exception {
    return startWith(List.of(), dir, configuration, sets);
  }

  /** Starts a daemon with more options of the JVM, and waits until it is ready. */
  static ServeProcess startWith(List<String> jvm, Path dir, Path configuration, String... sets)
      throws Exception {
    ServeProcess daemon = launch(jvm, dir, configuration, Map.of(), sets);
    try {
      daemon.awaitReady();
      return daemon;
    } catch (AssertionError never) {
      daemon.close();
      throw never;
    }
  }

  /** Starts a daemon; it uses the directory alone. */
  static ServeProcess launch(Path dir, Path configuration, String... sets) throws Exception {
    return launch(List.of(), dir, configuration, Map.of(), sets);
  }

  /** Starts a daemon with more variables in its environment. */
  static ServeProcess launch(
      Path dir, Path configuration, Map<String, String> environment, String... sets)
      throws Exception {
    return launch(List.of(), dir, configuration, environment, sets);
  }

  private static ServeProcess launch(
      List<String> jvm,
      Path dir,
      Path configuration,
      Map<String, String> environment,
      String... sets)
      throws Exception {
    Path log = dir.resolve("log");
    Path socket = dir.resolve("notify");
    Files.deleteIfExists(socket); // of the one that was here before
    List<String> command =
        new ArrayList<>(
            List.of(
                // A JVM started by nohup ignores SIGHUP, as do processes that it starts.
                "env",
                "--default-signal=HUP",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-XX:TieredStopAtLevel=1"));
    command.addAll(jvm); // the last one of an option counts
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "serve",
            "--config",
            configuration.toString()));
    for (String set : sets) {
      command.addAll(List.of("--set", set));
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.environment().put("NOTIFY_SOCKET", socket.toString());
    builder.environment().put("WATCHDOG_USEC", "200000");
    builder.environment().put("KEYFRAMED_PROVIDER_API_KEY", "sandbox-key");
    builder.environment().put("KEYFRAMED_CALLBACK_SECRET", CALLBACK_SECRET);
    FakeServiceManager manager = new FakeServiceManager(socket.toString());
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new ServeProcess(manager, log, process);
  }

  /** Waits until the daemon reports that it is ready. */
  void awaitReady() throws Exception {
    try {
      assertThat(manager.next("READY=1")).startsWith("READY=1");
    } catch (AssertionError never) {
      throw new AssertionError("did not start: " + said(), never);
    }
  }

  /** Waits until the process ends by itself, and returns its exit code. */
  int awaitEnd() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE, SECONDS)).as("ends by itself").isTrue();
    return process.exitValue();
  }

  /** Sends SIGTERM, waits for the end, and returns the exit code. */
  int stop() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(PATIENCE, SECONDS)).as("ends by SIGTERM").isTrue();
    return process.exitValue();
  }

  /** Sends SIGHUP and waits until the reload has ended. */
  void reload() throws Exception {
    Process kill = new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
    assertThat(manager.next("RELOADING=1")).startsWith("RELOADING=1");
    assertThat(manager.next("READY=1")).startsWith("READY=1");
  }

  /** Returns all output of the process. */
  String said() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    try {
      assertThat(stop()).as("how it ended").isNotZero();
    } catch (InterruptedException givenUp) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
      manager.close();
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
