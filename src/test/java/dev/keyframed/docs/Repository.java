package dev.keyframed.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at the files of the repository that the documents speak of. */
final class Repository {
  private static final List<String> TOLD =
      List.of(
          "src/main",
          "src/test",
          "src/it",
          "src/chaos",
          "src/bench",
          "src/fuzz",
          "src/deb",
          "conf",
          "systemd",
          "pom.xml");

  private Repository() {}

  /** Returns the files whose text may name a page. */
  static List<Path> told() {
    return TOLD.stream().flatMap(Repository::below).toList();
  }

  /** Returns the names of all sources, such as {@code Page.java} and {@code claim.lua}. */
  static Set<String> sources() {
    return below("src")
        .map(file -> file.getFileName().toString())
        .filter(name -> name.endsWith(".java") || name.endsWith(".lua"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Path> below(String root) {
    try (Stream<Path> files = Files.walk(Path.of(root))) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a file of which no byte is lost, whether it is text or not. */
  static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
