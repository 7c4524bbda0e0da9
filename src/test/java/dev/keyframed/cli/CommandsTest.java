package dev.keyframed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.cli.CommandStage.Answer;
import dev.keyframed.config.Configuration.LogFormat;
import dev.keyframed.config.Configuration.LogLevel;
import dev.keyframed.config.Configuration.LogSection;
import dev.keyframed.sandbox.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Tests what all commands that use Redis have in common. */
class CommandsTest {
  @TempDir Path dir;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "submit --last-frame https://example.com/b.png",
        "status x",
        "list",
        "watch",
        "stats",
        "cancel x",
        "retry x",
        "resolve x --not-created",
        "pause",
        "resume"
      })
  void a_redis_that_is_away_is_one_line_and_exit_1(String command) throws IOException {
    String url = "redis://127.0.0.1:" + freePort();
    Answer answer =
        CommandStage.runAlone(
            (command + " --config conf/keyframed.yaml --set redis.url=" + url).split(" "));
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err().lines())
        .singleElement()
        .asString()
        .startsWith("keyframed: Redis at ")
        .contains("Connection refused");
  }

  @Test
  void of_an_embedded_redis_that_is_away_the_daemon_is_asked_for() throws IOException {
    Answer answer = CommandStage.runAlone("stats", "--set", "redis.embedded_port=" + freePort());
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err()).contains("is the daemon running on this machine?");
  }

  @Test
  void a_configuration_with_mistakes_is_exit_2_with_each_of_them() throws IOException {
    Path file =
        Files.writeString(dir.resolve("bad.yaml"), "namespase: x\nredis:\n  url: http://x\n");
    Answer answer = CommandStage.runAlone("list", "--config", file.toString());
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("namespase").contains("redis.url");
    assertThat(CommandStage.runAlone("list", "--config", dir + "/none.yaml").code()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "submit", "status", "list", "watch", "stats", "cancel", "retry", "resolve", "pause",
        "resume"
      })
  void each_has_help_and_refuses_what_it_does_not_know(String command) {
    Answer help = CommandStage.runAlone(command, "--help");
    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("Usage: keyframed " + command).contains("--json", "--config");
    assertThat(CommandStage.runAlone(command, "--bogus").code()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "demo", "sandbox", "check-config", "submit", "stats"})
  void each_tells_its_version(String command) {
    Answer answer = CommandStage.runAlone(command, "--version");
    assertThat(answer.code()).isZero();
    assertThat(answer.out()).startsWith("keyframed ").hasLineCount(1);
  }

  @Test
  void what_is_logged_stays_off_the_output_of_a_command() {
    Logging.set(new LogSection(LogFormat.TEXT, LogLevel.INFO));
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      assertThat(Main.run("--version")).isZero();
      LoggerFactory.getLogger("a.library").error("what this test logs");
    } finally {
      System.setOut(before);
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("keyframed ").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--fault", "--fault=list"})
  void each_fault_is_listed_on_a_line_with_what_it_does(String option) {
    Answer answer = CommandStage.runAlone("sandbox", option);

    assertThat(answer.code()).isZero();
    assertThat(answer.lines())
        .hasSize(Fault.values().length)
        .allMatch(line -> line.matches("[a-z0-9_]+(_N)? +\\S.*") && line.length() <= 120)
        .contains("lost_answer                    the task is created, then the connection is cut")
        .contains("query_code_N                   the answer is this business code");
  }

  @Test
  void an_unknown_fault_is_named_with_where_to_find_the_known() {
    Answer answer = CommandStage.runAlone("sandbox", "--fault", "lost_anwser=5%");

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .startsWith(
            "keyframed: --fault: no fault is called 'lost_anwser'; `keyframed sandbox --fault` lists all faults");
  }

  @Test
  void completion_for_the_shell_knows_the_commands() {
    Answer answer = CommandStage.runAlone("generate-completion");
    assertThat(answer.code()).isZero();
    assertThat(answer.out()).contains("resolve").contains("--not-created");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
