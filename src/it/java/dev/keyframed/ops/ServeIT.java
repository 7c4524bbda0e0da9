package dev.keyframed.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests a daemon's process as a service manager starts, watches, reloads and stops it. */
class ServeIT {
  @TempDir Path dir;
  private ServeProcess daemon;
  private int redis;
  private int management;

  @BeforeEach
  void start() throws Exception {
    redis = ServeProcess.freePort();
    management = ServeProcess.freePort();
    configure("log:", "  level: info");
    daemon = ServeProcess.start(dir, configuration());
  }

  @AfterEach
  void stop() throws Exception {
    daemon.close();
  }

  @Test
  void service_manager_gets_status_and_watchdog_pings() throws Exception {
    assertThat(daemon.manager.next("STATUS"))
        .isEqualTo("STATUS=running: 0 queued, 0 in flight, 0 downloading");
    assertThat(daemon.manager.next("WATCHDOG")).isEqualTo("WATCHDOG=1");
    assertThat(daemon.manager.next("WATCHDOG")).isEqualTo("WATCHDOG=1");
  }

  @Test
  void daemon_logs_its_addresses_once() throws Exception {
    assertThat(daemon.said())
        .containsOnlyOnce("started version=")
        .contains("callback=\"none\" management=\"127.0.0.1:" + management + "\"")
        .contains("redis=\"127.0.0.1:" + redis + "\" queue=\"{keyframed}:jobs\"");
  }

  @Test
  void port_in_use_ends_the_daemon_with_one_line() throws Exception {
    Path other = Files.createDirectory(dir.resolve("other"));
    try (ServeProcess second =
        ServeProcess.launch(
            other,
            configuration(),
            "data_dir=" + other,
            "redis.embedded_port=" + ServeProcess.freePort())) {
      assertThat(second.awaitEnd()).isEqualTo(1);
      assertThat(second.said())
          .contains("keyframed: cannot start: management.port: " + management + " is in use")
          .doesNotContain("Exception");
    }
  }

  @Test
  void daemon_stops_cleanly_on_sigterm() throws Exception {
    assertThat(daemon.stop()).as("as SuccessExitStatus says").isEqualTo(143);

    assertThat(daemon.manager.next("STOPPING")).startsWith("STOPPING=1\n");
    assertThat(daemon.said()).contains("stopped");
  }

  @Test
  void reload_applies_live_keys_and_names_those_that_need_a_restart() throws Exception {
    configure(
        "log:",
        "  level: debug",
        "provider:",
        "  max_in_flight: 7",
        "submit:",
        "  max_attempts: 9");

    daemon.reload();

    assertThat(daemon.said())
        .contains("reloaded: [provider.max_in_flight, log.level] changed")
        .contains("restart the daemon to apply [submit.max_attempts]");
  }

  @Test
  void reload_with_a_mistake_changes_nothing() throws Exception {
    configure("log:", "  level: debug", "poll:", "  interval: often");

    daemon.reload();

    assertThat(daemon.said())
        .contains("reload refused, the configuration is unchanged")
        .contains("poll.interval");
    configure("log:", "  level: debug");

    daemon.reload();

    assertThat(daemon.said()).contains("reloaded: [log.level] changed");
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
}
