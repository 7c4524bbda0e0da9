package dev.keyframed.ops;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.cli.Main;
import dev.keyframed.systemd.ServiceManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon's process, as a service manager starts, watches, reloads and stops it. */
class ServeIT {
  private static final int PATIENCE = 60;

  @TempDir Path dir;
  private ServiceManager manager;
  private Path log;
  private Process process;
  private int redis;
  private int management;

  @BeforeEach
  void start() throws Exception {
    manager = new ServiceManager(dir.resolve("notify").toString());
    log = dir.resolve("log");
    redis = freePort();
    management = freePort();
    configure("log:", "  level: info");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                java,
                "-Xmx160m",
                "-cp",
                classes,
                Main.class.getName(),
                "serve",
                "--config",
                configuration().toString()));
    builder.environment().put("NOTIFY_SOCKET", dir.resolve("notify").toString());
    builder.environment().put("WATCHDOG_USEC", "200000");
    builder.environment().put("KEYFRAMED_PROVIDER_API_KEY", "sandbox-key");
    process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(manager.next("READY=1")).startsWith("READY=1");
  }

  @AfterEach
  void stop() throws Exception {
    process.destroy();
    boolean ended = process.waitFor(PATIENCE, SECONDS);
    process.destroyForcibly();
    manager.close();
    assertThat(ended).as("ends by SIGTERM").isTrue();
  }

  @Test
  void it_is_told_how_it_goes_and_that_it_lives() throws Exception {
    assertThat(manager.next("STATUS"))
        .isEqualTo("STATUS=running: 0 queued, 0 in flight, 0 downloading");
    assertThat(manager.next("WATCHDOG")).isEqualTo("WATCHDOG=1");
    assertThat(manager.next("WATCHDOG")).isEqualTo("WATCHDOG=1");
  }

  @Test
  void it_stops_cleanly_by_sigterm() throws Exception {
    process.destroy();

    assertThat(manager.next("STOPPING")).startsWith("STOPPING=1\n");
    assertThat(process.waitFor(PATIENCE, SECONDS)).isTrue();
    assertThat(process.exitValue()).as("as SuccessExitStatus says").isEqualTo(143);
    assertThat(Files.readString(log)).contains("stopped");
  }

  @Test
  void a_reload_takes_over_what_it_can_and_names_the_rest() throws Exception {
    configure(
        "log:",
        "  level: debug",
        "provider:",
        "  max_in_flight: 7",
        "submit:",
        "  max_attempts: 9");

    reload();

    assertThat(Files.readString(log))
        .contains("reloaded: [provider.max_in_flight, log.level] changed")
        .contains("only a restart will change [submit.max_attempts]");
  }

  @Test
  void a_reload_with_a_mistake_changes_nothing() throws Exception {
    configure("log:", "  level: debug", "poll:", "  interval: often");

    reload();

    assertThat(Files.readString(log))
        .contains("not reloaded, the configuration stays as it was")
        .contains("poll.interval");
    configure("log:", "  level: debug");

    reload();

    assertThat(Files.readString(log)).contains("reloaded: [log.level] changed");
  }

  private void reload() throws Exception {
    Process kill = new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
    assertThat(manager.next("RELOADING=1")).startsWith("RELOADING=1");
    assertThat(manager.next("READY=1")).startsWith("READY=1");
  }

  private Path configuration() {
    return dir.resolve("keyframed.yaml");
  }

  private void configure(String... lines) throws IOException {
    Files.writeString(
        configuration(),
        """
        data_dir: %s
        redis:
          embedded_port: %d
        management:
          port: %d
        callback:
          enabled: false
        %s
        """
            .formatted(dir, redis, management, String.join("\n", lines)));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
