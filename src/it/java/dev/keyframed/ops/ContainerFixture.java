package dev.keyframed.ops;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import java.time.Duration;
import dev.keyframed.Eventually;
import dev.keyframed.ops.Tool.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Boots a container with this system's files and its own systemd; its changes are discarded.
 *
 * <p>Its network is a loopback of its own, on which every port is free. It needs root.
 */
final class ContainerFixture {
  private static final int PATIENCE = 180;

  private final Path dir;
  private final Process booted;

  private ContainerFixture(Path dir, Process booted) {
    this.dir = dir;
    this.booted = booted;
  }

  /** Boots a machine and waits until it is ready; it uses the directory alone. */
  static ContainerFixture boot(Path dir) throws Exception {
    if (!"root".equals(System.getProperty("user.name"))) {
      throw Tool.missing("a machine with a systemd of its own can be booted by root alone");
    }
    Path script = dir.resolve("machine.sh");
    Files.writeString(script, resource("machine.sh"));
    Path root = Files.createDirectory(dir.resolve("root"));
    Process process =
        new ProcessBuilder("bash", script.toString(), root.toString())
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("console").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    ContainerFixture machine = new ContainerFixture(dir, process);
    try {
      // Until then this system would answer.
      machine.await("ls /machine && systemctl is-system-running", "/machine\\s+(running|degraded)");
      return machine;
    } catch (AssertionError never) {
      machine.stop();
      throw Tool.missing("no systemd boots here: " + Files.readString(dir.resolve("console")));
    }
  }

  /** Returns a resource file of this package. */
  static String resource(String name) throws IOException {
    try (var text = ContainerFixture.class.getResourceAsStream(name)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Runs a script on the machine. */
  Run run(String script) throws IOException, InterruptedException {
    return run(script, PATIENCE);
  }

  private Run run(String script, int patience) throws IOException, InterruptedException {
    Path said = Files.createTempFile(dir, "said", "");
    List<String> command = new ArrayList<>(List.of("nsenter", "-t", Long.toString(first())));
    command.addAll(List.of("-m", "-p", "-u", "-i", "-C", "-n", "sh", "-c", script));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    builder.redirectInput(Path.of("/dev/null").toFile());
    Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      assertThat(process.waitFor(patience, SECONDS)).as("%s ends", script).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Run(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8).strip());
  }

  /** Repeats a script until its output matches. */
  void await(String script, String expected) throws Exception {
    AtomicReference<String> last = new AtomicReference<>("nothing");
    Eventually.await(
        () -> script + " says " + expected + ", but " + last.get(),
        Duration.ofSeconds(PATIENCE),
        () -> {
          assertThat(booted.waitFor(200, MILLISECONDS)).as("the machine has ended").isFalse();
          if (booted.children().findAny().isPresent()) {
            last.set(run(script).said());
          }
          return last.get().matches(expected);
        });
  }

  /** Runs a script, which must succeed. */
  void does(String script) throws Exception {
    assertThat(says(script)).isNotNull();
  }

  /** Runs a script, which must succeed, and returns its output. */
  String says(String script) throws Exception {
    Run run = run(script);
    assertThat(run.exit()).as("%s: %s", script, run.said()).isZero();
    return run.said();
  }

  /** Writes a file on the machine. */
  void write(String path, String content) throws Exception {
    Path given = Files.writeString(Files.createTempFile(dir, "file", ""), content);
    put(given, path);
  }

  /** Copies a file to the machine. */
  void put(Path file, String path) throws Exception {
    Process process =
        new ProcessBuilder("nsenter", "-t", Long.toString(first()), "-m", "tee", path)
            .redirectInput(file.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).as(path).isZero();
  }

  /** Returns the process id, in this system, of the machine's first process. */
  private long first() {
    return booted.children().findFirst().orElseThrow().pid();
  }

  /** Stops the machine and deletes its files. */
  void stop() throws IOException, InterruptedException {
    // All its processes end with the first one, and then the process that started it.
    booted.children().forEach(ProcessHandle::destroyForcibly);
    booted.waitFor();
    String groups = "find /sys/fs/cgroup -depth -path '*/machine-%d*' -type d -exec rmdir {} +";
    assertThat(new ProcessBuilder("sh", "-c", groups.formatted(booted.pid())).start().waitFor())
        .as("its control groups are gone")
        .isZero();
  }
}
