package dev.keyframed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads the inputs of the fuzz tests: seeds, and inputs that fuzzing has found. */
public final class Corpus {
  private static final Path ALL = Path.of("src/test/resources/dev/keyframed");

  private Corpus() {}

  /**
   * Returns the input files of one fuzz test, sorted.
   *
   * @param folder the path as the fuzzer names it: package, class and method
   */
  public static List<Path> of(String folder) throws IOException {
    try (Stream<Path> files = Files.list(ALL.resolve(folder))) {
      return files.sorted().toList();
    }
  }
}
