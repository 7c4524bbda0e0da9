package dev.keyframed.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.docs.Page;
import dev.keyframed.ops.Tool.Run;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the daemon under the package's units, on a machine with its own systemd. */
class DebianIT {
  private static final String SUBMIT = DebianHostFixture.SUBMIT;
  private static final String FLAGS = "/etc/default/keyframed";

  @TempDir static Path dir;
  private static DebianHostFixture host;
  private static ContainerFixture machine;
  private static String installed;

  @BeforeAll
  static void install() throws Exception {
    host = DebianHostFixture.boot(dir);
    machine = host.machine;
    installed = machine.says(DebianHostFixture.INSTALL + DebianHostFixture.CARRIED);
    host.sandbox(4);
    // Shorter than in production, so that the tests are short.
    machine.does("mkdir -p /etc/systemd/system/keyframed.service.d");
    machine.write(
        "/etc/systemd/system/keyframed.service.d/short.conf",
        "[Service]\nWatchdogSec=3\nRestartSec=100ms\n");
    machine.does("systemctl daemon-reload");
  }

  @AfterAll
  static void stop() throws Exception {
    if (host != null) {
      host.stop();
    }
  }

  @BeforeEach
  void start() throws Exception {
    host.configure("");
    machine.does("systemctl reset-failed; systemctl start keyframed");
  }

  @Test
  void job_succeeds_under_the_packaged_unit() throws Exception {
    assertThat(installed)
        .contains("put the account's API key into /etc/keyframed/provider.api_key");
    assertThat(machine.says("stat -c %a /etc/keyframed/callback.secret")).isEqualTo("600");

    assertThat(machine.says(SUBMIT + "first --wait")).contains("succeeded");

    assertThat(machine.says("find /var/lib/keyframed/ -name first.mp4 -size +0"))
        .startsWith("/var/lib/keyframed/videos/");
    machine.await(
        "systemctl show -P StatusText keyframed", "running: 0 queued, 0 in flight, 0 downloading");
  }

  @Test
  void systemctl_reload_applies_the_configuration() throws Exception {
    host.configure("budget: {daily_usd: 0.01}");
    host.restart();
    machine.does(SUBMIT + "dear");
    host.await("dear", "queued");

    host.configure("budget: {daily_usd: 100}");
    machine.does("systemctl reload keyframed");

    assertThat(host.journal()).contains("reloaded: [budget.daily_usd] changed");
    host.await("dear", "succeeded");
  }

  @Test
  void watchdog_restarts_a_hanging_daemon() throws Exception {
    String before = host.show("InvocationID");

    machine.does("kill -STOP " + host.show("MainPID"));

    theWatchdogEnds(before);
  }

  @Test
  void watchdog_restarts_a_daemon_with_one_hanging_event_loop() throws Exception {
    machine.does("cp " + FLAGS + " /root/flags");
    machine.write(
        FLAGS, "JAVA_OPTS=-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=5005\n");
    host.restart();
    String before = host.show("InvocationID");

    machine.write("/root/suspend.sh", ContainerFixture.resource("suspend.sh"));
    machine.does(
        "systemd-run --unit=debugger bash /root/suspend.sh 5005 vert.x-eventloop-thread-1");

    theWatchdogEnds(before);
    machine.does("mv /root/flags " + FLAGS + "; systemctl stop keyframed");
  }

  @Test
  void killed_daemon_is_restarted_and_loses_no_job() throws Exception {
    machine.does(SUBMIT + "survivor");
    host.await("survivor", "generating");

    machine.does("kill -KILL " + host.show("MainPID"));

    machine.await("systemctl is-active keyframed", "active");
    host.await("survivor", "succeeded");
  }

  @Test
  void unit_is_not_restarted_after_a_configuration_mistake() throws Exception {
    host.configure("log: {level: loud}");

    Run restart = machine.run("systemctl restart keyframed");

    assertThat(restart.exit()).isNotZero();
    assertThat(host.show("ActiveState")).isEqualTo("failed");
    assertThat(host.show("ExecMainStatus")).isEqualTo("2");
    assertThat(host.show("NRestarts")).isEqualTo("0");
    assertThat(host.errors()).contains("log.level");
  }

  @Test
  void missing_secrets_are_named_and_unneeded_ones_are_not() throws Exception {
    machine.does("cd /etc/keyframed; mv callback.secret aside; rm provider.api_key");
    try {
      assertThat(machine.run("systemctl restart keyframed").exit()).isNotZero();
      assertThat(host.show("ExecMainStatus")).isEqualTo("2");
      assertThat(host.journal())
          .contains("provider.api_key: is missing")
          .contains("callback.secret: is missing");

      host.configure("callback: {enabled: false}");
      machine.does("systemctl start keyframed");
    } finally {
      machine.does("cd /etc/keyframed; mv aside callback.secret");
    }
    machine.does("systemctl stop keyframed");
  }

  @Test
  void systemctl_reload_fails_and_changes_nothing_when_configuration_has_a_mistake()
      throws Exception {
    String daemon = host.show("MainPID");
    host.configure("log: {level: loud}");

    assertThat(machine.run("systemctl reload keyframed").exit()).isNotZero();

    assertThat(host.errors()).contains("reload refused").contains("log.level");
    host.configure("management: {port: nine}");
    assertThat(machine.run("systemctl reload keyframed").exit()).isNotZero();
    assertThat(host.errors()).contains("management.port");
    assertThat(host.show("ActiveState")).isEqualTo("active");
    assertThat(host.show("MainPID")).isEqualTo(daemon);
    host.configure("");
    machine.does("systemctl reload keyframed");
  }

  @Test
  void systemctl_reload_fails_when_a_file_is_readable_only_by_root() throws Exception {
    String files = "cert: /etc/keyframed/c.pem, key: /etc/keyframed/k.pem";
    machine.does("cd /etc/keyframed; touch c.pem k.pem; chmod 600 k.pem");
    host.configure(
        "callback: {public_url: \"https://127.0.0.1:8443\", host: 127.0.0.1, tls: {"
            + files
            + "}}");

    assertThat(machine.run("systemctl reload keyframed").exit()).isNotZero();

    assertThat(host.errors())
        .contains("callback.tls.key: is not found or not readable by this user");
  }

  @Test
  void callbacks_of_open_jobs_stay_valid_after_a_change_of_the_secret() throws Exception {
    try {
      machine.does("systemctl stop sandbox");
      host.sandbox(20);
      host.faults("query_empty_status=100%");
      machine.does(SUBMIT + "signed-before");
      host.await("signed-before", "generating");
      Page change = Page.of("operations.md").section("Change the callback secret");
      machine.does("set -e\n" + change.blocks("sh").get(0));
      // No query reports the end before the push on a URL of the old secret was accepted.
      machine.await("redis-cli -p 6380 HGET '{keyframed}:job:signed-before' hinted", "1");
      host.faults("");
      host.await("signed-before", "succeeded");
      assertThat(machine.says("keyframed status signed-before --json"))
          .contains("\"completed_by\":\"callback\"");
      assertThat(
              machine.says(
                  "cd /etc/keyframed; stat -c %a callback.secret callback.previous_secret"))
          .isEqualTo("600\n600");
      assertThat(
              machine
                  .says("cd /etc/keyframed; sort -u callback.secret callback.previous_secret")
                  .lines())
          .hasSize(2);
    } finally {
      machine.does("rm -f /etc/keyframed/callback.previous_secret; systemctl stop sandbox");
      host.sandbox(4);
    }
  }

  @Test
  void redis_password_is_readable_only_by_the_unit_and_commands_of_root() throws Exception {
    machine.does("systemctl stop keyframed; systemctl start redis-server");
    machine.does("redis-cli config set appendonly yes appendfsync always requirepass hunter2");
    machine.write("/etc/keyframed/redis.password", "hunter2\n");
    machine.does("chmod 600 /etc/keyframed/redis.password");
    host.configure("redis: {url: redis://127.0.0.1:6379}");
    try {
      machine.does("systemctl start keyframed");

      assertThat(machine.says(SUBMIT + "locked --wait")).contains("succeeded");

      Run user = machine.run("setpriv --reuid 65534 --clear-groups keyframed stats");
      assertThat(user.exit()).isEqualTo(1);
      assertThat(user.said())
          .contains("not readable by this user: redis.password: /etc/keyframed/redis.password");
    } finally {
      machine.does("rm /etc/keyframed/redis.password; systemctl stop keyframed redis-server");
    }
  }

  @Test
  void json_log_lines_are_whole_in_the_journal_with_their_priority() throws Exception {
    host.configure("log: {format: json}");
    host.restart();
    host.configure("log: {format: json, level: loud}");
    assertThat(machine.run("systemctl reload keyframed").exit()).isNotZero();
    String lines =
        "journalctl --no-pager -a -o json _TRANSPORT=stdout _SYSTEMD_INVOCATION_ID="
            + host.show("InvocationID");

    machine.await(lines, "(?s).*reload refused.*");

    List<JsonObject> entries = machine.says(lines).lines().map(JsonObject::new).toList();
    assertThat(entries)
        .allSatisfy(
            entry ->
                assertThat(priority(new JsonObject(entry.getString("MESSAGE"))))
                    .isEqualTo(entry.getString("PRIORITY")))
        .extracting(entry -> entry.getString("PRIORITY"))
        .contains("3", "6");
  }

  @Test
  void two_instances_share_callback_port_redis_and_videos_folder() throws Exception {
    machine.does("systemctl stop keyframed; systemctl start redis-server");
    machine.does("redis-cli config set appendonly yes appendfsync always");
    host.configure("redis: {url: redis://127.0.0.1:6379}");
    machine.does("systemctl start keyframed@9464 keyframed@9465");
    try {
      assertThat(host.version(9464)).isEqualTo(host.version(9465)).contains("keyframed_build_info");

      machine.does("systemctl stop keyframed@9464");
      assertThat(machine.says(SUBMIT + "by-the-second --wait")).contains("succeeded");
      machine.does("systemctl start keyframed@9464; systemctl stop keyframed@9465");
      assertThat(machine.says(SUBMIT + "by-the-first --wait")).contains("succeeded");
      machine.does("systemctl start keyframed@9465");

      machine.write("/root/restart.sh", ContainerFixture.resource("restart.sh"));
      machine.does("bash /root/restart.sh keyframed@9464 http://127.0.0.1:9465/health/ready");
      assertThat(machine.says("find /var/lib/keyframed/ -name by-the-*.mp4 -size +0").lines())
          .hasSize(2);
    } finally {
      machine.does("systemctl stop keyframed@9464 keyframed@9465 redis-server");
    }
  }

  @Test
  void unit_stops_cleanly() throws Exception {
    machine.does("systemctl stop keyframed");

    assertThat(host.show("Result")).isEqualTo("success");
    assertThat(host.journal()).contains("stopped");
  }

  private static void theWatchdogEnds(String invocation) throws Exception {
    machine.await("systemctl show -P InvocationID keyframed | grep -v " + invocation, "\\w+");
    machine.await("systemctl is-active keyframed", "active");
    assertThat(machine.says("journalctl --no-pager -o cat INVOCATION_ID=" + invocation))
        .contains("Watchdog timeout");
  }

  /** Returns the syslog priority of a Logback level. */
  private static String priority(JsonObject line) {
    return Map.of("ERROR", "3", "WARN", "4", "INFO", "6", "DEBUG", "7")
        .get(line.getString("level"));
  }
}
