package dev.keyframed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What fuzzing has found, or has started from. */
public final class Corpus {
  private static final Path ALL = Path.of("src/test/resources/dev/keyframed");

  private Corpus() {}

  /**
   * Its inputs, each in a file.
   *
   * @param folder as the fuzzer names it: room, class and method
   */
  public static List<Path> of(String folder) throws IOException {
    try (Stream<Path> files = Files.list(ALL.resolve(folder))) {
      return files.sorted().toList();
    }
  }
}
