package dev.keyframed.ops;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs a program of the system that reads shipped files. */
public final class Tool {
  private static final int PATIENCE = 180;

  private final Path program;

  private Tool(Path program) {
    this.program = program;
  }

  /** Finds a program on the path; a Debian package provides it. */
  public static Tool find(String name, String debianPackage) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(dir -> Path.of(dir, name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Tool::new)
        .orElseThrow(() -> missing(name + " is missing: apt-get install " + debianPackage));
  }

  /** Returns an exception that fails the test in CI, and skips it elsewhere. */
  public static RuntimeException missing(String why) {
    return System.getenv("CI") == null ? abort(why) : fail(why);
  }

  /** Continues if the thing is present; else fails the test in CI, and skips it elsewhere. */
  public static void need(boolean there, String why) {
    if (!there) {
      throw missing(why);
    }
  }

  public Path program() {
    return program;
  }

  /** Runs the program; all its output goes to {@code said}. */
  Run run(Path said, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      assertThat(process.waitFor(PATIENCE, SECONDS)).as("%s ends", command).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Run(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8).strip());
  }

  /** Holds exit code and output of a run. */
  record Run(int exit, String said) {}
}
