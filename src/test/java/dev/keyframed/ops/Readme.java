package dev.keyframed.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the commands of the README. */
final class Readme {
  private Readme() {}

  /** Returns the shell blocks of a section, in order. */
  static List<String> shell(String title) throws IOException {
    return blocks(title, "sh");
  }

  /** Returns the code blocks of a language in a section, in order. */
  static List<String> blocks(String title, String language) throws IOException {
    return Pattern.compile("\n *```" + language + "\n(.*?)\n *```", Pattern.DOTALL)
        .matcher(section(title))
        .results()
        .map(block -> block.group(1).stripIndent())
        .toList();
  }

  private static String section(String title) throws IOException {
    return Pattern.compile("\n###? " + title + "\n(.*?)\n##", Pattern.DOTALL)
        .matcher(Files.readString(Path.of("README.md")))
        .results()
        .findFirst()
        .orElseThrow()
        .group(1);
  }
}
