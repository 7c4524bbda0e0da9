package dev.keyframed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.app.Logging;
import dev.keyframed.cli.CommandFixture.Answer;
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
  void unavailable_redis_ends_command_with_one_line_and_exit_1(String command) throws IOException {
    String url = "redis://127.0.0.1:" + freePort();
    Answer answer =
        CommandFixture.runAlone(
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
  void unavailable_embedded_redis_asks_whether_the_daemon_is_running() throws IOException {
    Answer answer = CommandFixture.runAlone("stats", "--set", "redis.embedded_port=" + freePort());
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err()).contains("is the daemon running on this machine?");
  }

  @Test
  void configuration_mistakes_are_all_named_with_exit_2() throws IOException {
    Path file =
        Files.writeString(dir.resolve("bad.yaml"), "namespase: x\nredis:\n  url: http://x\n");
    Answer answer = CommandFixture.runAlone("list", "--config", file.toString());
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("namespase").contains("redis.url");
    assertThat(CommandFixture.runAlone("list", "--config", dir + "/none.yaml").code()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "submit", "status", "list", "watch", "stats", "cancel", "retry", "resolve", "pause",
        "resume"
      })
  void command_has_help_and_refuses_unknown_options(String command) {
    Answer help = CommandFixture.runAlone(command, "--help");
    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("Usage: keyframed " + command).contains("--json", "--config");
    assertThat(CommandFixture.runAlone(command, "--bogus").code()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "demo", "sandbox", "check-config", "submit", "stats"})
  void command_prints_its_version(String command) {
    Answer answer = CommandFixture.runAlone(command, "--version");
    assertThat(answer.code()).isZero();
    assertThat(answer.out()).startsWith("keyframed ").hasLineCount(1);
  }

  @Test
  void log_is_kept_off_the_output_of_a_command() {
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
  void sandbox_lists_each_fault_with_its_description(String option) {
    Answer answer = CommandFixture.runAlone("sandbox", option);

    assertThat(answer.code()).isZero();
    assertThat(answer.lines())
        .hasSize(Fault.values().length)
        .allMatch(line -> line.matches("[a-z0-9_]+(_N)? +\\S.*") && line.length() <= 120)
        .contains("lost_answer                    the task is created, then the connection is cut")
        .contains("query_code_N                   the answer is this business code");
  }

  @Test
  void unknown_fault_is_named_with_the_command_that_lists_faults() {
    Answer answer = CommandFixture.runAlone("sandbox", "--fault", "lost_anwser=5%");

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .startsWith(
            "keyframed: --fault: no fault is called 'lost_anwser'; `keyframed sandbox --fault` lists all faults");
  }

  @Test
  void shell_completion_contains_the_commands() {
    Answer answer = CommandFixture.runAlone("generate-completion");
    assertThat(answer.code()).isZero();
    assertThat(answer.out()).contains("resolve").contains("--not-created");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
