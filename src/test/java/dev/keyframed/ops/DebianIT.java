package dev.keyframed.ops;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.ops.Tool.Run;
import dev.keyframed.sandbox.Sandbox;
import dev.keyframed.sandbox.SandboxConfig;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Debian machine that the package was installed on, with a systemd that runs its unit. */
class DebianIT {
  private static final int PATIENCE = 30;
  private static final Path PACKAGE = Path.of("target/keyframed.deb");
  private static final String SUBMIT =
      "keyframed submit --last-frame https://example.com/b.jpg --prompt dusk ";

  @TempDir static Path dir;
  private static final Vertx vertx = Vertx.vertx();
  private static Machine machine;
  private static String provider;
  private static int redis;
  private static int callbacks;
  private static int management;
  private static String installed;

  @BeforeAll
  static void install() throws Exception {
    if (!Files.exists(PACKAGE)) {
      throw Tool.missing("there is no " + PACKAGE + ": mvn -Pdeb verify makes it");
    }
    SandboxConfig config =
        SandboxConfig.defaults().withGeneration(Duration.ofSeconds(4)).withSubmissionsPerMinute(0);
    provider = new Sandbox(vertx, config).start().await(PATIENCE, SECONDS).baseUrl();
    redis = freePort();
    callbacks = freePort();
    management = freePort();
    machine = Machine.boot(dir);
    machine.put(PACKAGE, "/tmp/keyframed.deb");
    installed = machine.says("apt-get install -y --no-install-recommends /tmp/keyframed.deb");
    // Shorter than in production, so that the tests are.
    machine.does("mkdir -p /etc/systemd/system/keyframed.service.d");
    machine.write(
        "/etc/systemd/system/keyframed.service.d/short.conf",
        "[Service]\nWatchdogSec=3\nRestartSec=100ms\n");
    machine.does("systemctl daemon-reload");
  }

  @AfterAll
  static void close() throws Exception {
    if (machine != null) {
      machine.close();
    }
    vertx.close().await(PATIENCE, SECONDS);
  }

  @BeforeEach
  void start() throws Exception {
    configure("");
    machine.write("/etc/keyframed/provider.api_key", "sandbox-key\n");
    machine.does("systemctl reset-failed; systemctl start keyframed");
  }

  @Test
  void a_job_becomes_a_video() throws Exception {
    assertThat(installed)
        .contains("put the account's API key into /etc/keyframed/provider.api_key");
    assertThat(machine.says("stat -c %a /etc/keyframed/callback.secret")).isEqualTo("600");

    assertThat(machine.says(SUBMIT + "--id first --wait")).contains("succeeded");

    assertThat(machine.says("find /var/lib/keyframed/ -name first.mp4 -size +0"))
        .startsWith("/var/lib/keyframed/videos/");
    machine.await(
        "systemctl show -P StatusText keyframed", "running: 0 queued, 0 in flight, 0 downloading");
  }

  @Test
  void a_reload_takes_effect() throws Exception {
    configure("budget: {daily_usd: 0.01}");
    machine.does("systemctl restart keyframed");
    machine.does(SUBMIT + "--id dear");
    machine.await("keyframed status dear", "(?s).*queued.*");

    configure("budget: {daily_usd: 100}");
    machine.does("systemctl reload keyframed");

    machine.await("keyframed status dear", "(?s).*succeeded.*");
    assertThat(journal()).contains("reloaded: [budget.daily_usd] changed");
  }

  @Test
  void the_watchdog_restarts_one_that_hangs() throws Exception {
    String before = mainPid();

    machine.does("kill -STOP " + before);

    machine.await("systemctl show -P MainPID keyframed | grep -vw " + before, "[1-9]\\d*");
    machine.await("systemctl is-active keyframed", "active");
    assertThat(journal()).contains("Watchdog timeout");
  }

  @Test
  void one_that_is_killed_comes_back_and_loses_no_job() throws Exception {
    machine.does(SUBMIT + "--id survivor");
    machine.await("keyframed status survivor", "(?s).*generating.*");

    machine.does("kill -KILL " + mainPid());

    machine.await("systemctl is-active keyframed", "active");
    machine.await("keyframed status survivor", "(?s).*succeeded.*");
  }

  @Test
  void a_bad_configuration_is_named_and_not_tried_again() throws Exception {
    configure("log: {level: loud}");

    Run restart = machine.run("systemctl restart keyframed");

    assertThat(restart.exit()).isNotZero();
    assertThat(show("ActiveState")).isEqualTo("failed");
    assertThat(show("ExecMainStatus")).isEqualTo("2");
    assertThat(show("NRestarts")).isEqualTo("0");
    assertThat(journal()).contains("log.level");
  }

  @Test
  void secrets_that_are_missed_are_named_and_others_are_not_missed() throws Exception {
    machine.does("cd /etc/keyframed; mv callback.secret aside; rm provider.api_key");
    try {
      assertThat(machine.run("systemctl restart keyframed").exit()).isNotZero();
      assertThat(show("ExecMainStatus")).isEqualTo("2");
      assertThat(journal())
          .contains("provider.api_key: is missing")
          .contains("callback.secret: is missing");

      configure("callback: {enabled: false}");
      machine.write("/etc/keyframed/provider.api_key", "sandbox-key\n");
      machine.does("systemctl start keyframed");
    } finally {
      machine.does("cd /etc/keyframed; mv aside callback.secret");
    }
    machine.does("systemctl stop keyframed");
  }

  @Test
  void a_reload_with_a_mistake_is_an_error_in_the_journal_and_changes_nothing() throws Exception {
    configure("log: {level: loud}");

    machine.does("systemctl reload keyframed");

    // The signal is sent when systemctl returns, not yet answered.
    machine.await(
        "journalctl --no-pager -o cat -p err -u keyframed", "(?s).*Service: not reloaded.*");
    assertThat(show("ActiveState")).isEqualTo("active");
  }

  @Test
  void it_stops_cleanly() throws Exception {
    machine.does("systemctl stop keyframed");

    assertThat(show("Result")).isEqualTo("success");
    assertThat(journal()).contains("stopped");
  }

  private static String mainPid() throws Exception {
    return show("MainPID");
  }

  private static String show(String property) throws Exception {
    return machine.says("systemctl show -P " + property + " keyframed");
  }

  private static String journal() throws Exception {
    return machine.says("journalctl --no-pager -o cat -u keyframed");
  }

  private static void configure(String more) throws Exception {
    boolean callback = more.startsWith("callback:");
    machine.write(
        "/etc/keyframed/keyframed.yaml",
        """
        redis: {embedded_port: %d}
        provider: {base_url: "%s", allow_private_addresses: true, requests_per_minute: 6000, request_timeout: 5s}
        management: {port: %d}
        poll: {first_after: 2s, interval: 2s}
        %s
        %s
        """
            .formatted(
                redis,
                provider,
                management,
                callback
                    ? ""
                    : "callback: {public_url: \"http://127.0.0.1:%d\", port: %d, host: 127.0.0.1}"
                        .formatted(callbacks, callbacks),
                more));
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
