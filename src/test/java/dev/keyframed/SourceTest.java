package dev.keyframed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks properties of the source files that need no parsing. */
class SourceTest {
  private static final int LONGEST = 300;

  @Test
  void source_files_have_at_most_300_lines() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : sources("src")) {
      int lines = Files.readAllLines(file).size();
      if (lines > LONGEST) {
        tooLong.add(file + ": " + lines);
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void every_package_has_a_package_info() throws IOException {
    assertThat(sources("src/main/java"))
        .isNotEmpty()
        .allSatisfy(file -> assertThat(file.resolveSibling("package-info.java")).exists());
  }

  private static List<Path> sources(String below) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(below))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
