package dev.keyframed.ops;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.cli.Main;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the demo as a user runs it. */
class DemoIT {
  /** Sets a time-out shorter than the time that an embedded Redis waits for its owner. */
  private static final int PATIENCE = 20;

  @TempDir Path dir;

  @Test
  void kept_demo_ends_on_signal_and_leaves_no_redis_running() throws Exception {
    Process demo = demo("--keep");
    try (BufferedReader said = demo.inputReader()) {
      String all = readTo("  metrics:", said);
      assertThat(all).contains(".mp4").contains("keyframed.jar submit --wait --last-frame FILE");
      assertSecondOneChangesNothing();

      // Process.destroy would close its output, too.
      assertThat(demo.toHandle().destroy()).isTrue();

      assertThat(demo.waitFor(PATIENCE, SECONDS)).as("ends by SIGTERM").isTrue();
      assertThat(said.readLine()).as("what is said after that").isNull();
      assertThat(dir.resolve("redis").resolve("redis.process")).doesNotExist();
    } finally {
      demo.destroyForcibly();
    }
  }

  private void assertSecondOneChangesNothing() throws Exception {
    byte[] certificate = Files.readAllBytes(dir.resolve("demo-cert.pem"));
    Process second = demo();
    try (BufferedReader said = second.inputReader()) {
      assertThat(said.readLine()).startsWith("keyframed: another demo runs in " + dir);
      assertThat(said.readLine()).isNull();
      assertThat(second.waitFor(PATIENCE, SECONDS)).isTrue();
      assertThat(second.exitValue()).isEqualTo(1);
      assertThat(dir.resolve("demo-cert.pem")).hasBinaryContent(certificate);
    } finally {
      second.destroyForcibly();
    }
  }

  @Test
  void interrupted_demo_prints_the_videos_folder_and_exits_130() throws Exception {
    Process demo = demo();
    try (BufferedReader said = demo.inputReader()) {
      String all = readTo("  sunrise", said);
      Process kill = new ProcessBuilder("kill", "-INT", Long.toString(demo.pid())).start();
      assertThat(kill.waitFor()).isZero();

      assertThat(demo.waitFor(PATIENCE, SECONDS)).as("ends by SIGINT").isTrue();
      assertThat(demo.exitValue()).isEqualTo(130);
      List<String> after = said.lines().toList();
      assertThat(after).last().asString().startsWith("interrupted; ").endsWith(dir + "/videos");
      assertThat(all + after).doesNotContain("Exception").doesNotContain("\033");
    } finally {
      demo.destroyForcibly();
    }
  }

  @Test
  void demo_lines_fit_a_narrow_terminal() throws Exception {
    Path script = Tool.find("script", "bsdutils").program();
    String demo = String.join("' '", command());
    Process terminal =
        new ProcessBuilder(
                script.toString(), "-qec", "stty cols 40 rows 24; exec '" + demo + "'", "/dev/null")
            .redirectErrorStream(true)
            .start();
    try (BufferedReader said = terminal.inputReader()) {
      String all = said.lines().collect(Collectors.joining("\n"));

      assertThat(terminal.waitFor(PATIENCE, SECONDS)).isTrue();
      assertThat(terminal.exitValue()).as(all).isZero();
      int drawn = all.lastIndexOf("\033[J");
      assertThat(drawn).as(all).isPositive();
      // Log lines above the live lines may have any length.
      assertThat(all.lines().map(line -> line.replaceAll("\033\\[[0-9]*[AJ]|\r", "")))
          .filteredOn(line -> line.matches(" *\\d+ % .*"))
          .hasSizeGreaterThan(2)
          .allSatisfy(line -> assertThat(line).hasSizeLessThan(40));
    } finally {
      terminal.destroyForcibly();
    }
  }

  private static String readTo(String start, BufferedReader said) throws Exception {
    StringBuilder all = new StringBuilder();
    for (String line = ""; !line.startsWith(start); line = said.readLine()) {
      assertThat(line).as(all.toString()).isNotNull();
      all.append(line).append('\n');
    }
    return all.toString();
  }

  private Process demo(String... arguments) throws Exception {
    return new ProcessBuilder(command(arguments)).redirectErrorStream(true).start();
  }

  private List<String> command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                // A JVM that a shell started in the background ignores SIGINT.
                "env",
                "--default-signal=INT",
                "TERM=xterm",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "demo",
                "--output",
                dir.toString()));
    command.addAll(List.of(arguments));
    return command;
  }
}
