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

/** A program of the system that reads what we ship. */
public final class Tool {
  private static final int PATIENCE = 180;

  private final Path program;

  private Tool(Path program) {
    this.program = program;
  }

  /** The program of that name on the path, which that Debian package brings. */
  public static Tool find(String name, String debianPackage) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(dir -> Path.of(dir, name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Tool::new)
        .orElseThrow(() -> missing(name + " is missing: apt-get install " + debianPackage));
  }

  /** To be thrown: fails where everything must be there, skips elsewhere. */
  public static RuntimeException missing(String why) {
    return System.getenv("CI") == null ? abort(why) : fail(why);
  }

  /** Goes on where that is there; else fails where everything must be, and skips elsewhere. */
  public static void need(boolean there, String why) {
    if (!there) {
      throw missing(why);
    }
  }

  public Path program() {
    return program;
  }

  /** Runs it; all that it says goes to {@code said}. */
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

  /** How a run ended, and what it said on both streams. */
  record Run(int exit, String said) {}
}
