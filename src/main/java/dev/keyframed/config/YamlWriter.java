package dev.keyframed.config;

import java.util.List;
import java.util.function.Function;

/** Formats keys as nested YAML, with a head for each section and its keys indented below. */
final class YamlWriter {

  private YamlWriter() {}

  /**
   * Formats the keys. Keys of one section must be adjacent. Each line may use the last name of its
   * key alone.
   */
  static String of(List<ConfigKey<?>> keys, Function<ConfigKey<?>, List<String>> lines) {
    StringBuilder text = new StringBuilder();
    List<String> open = List.of();
    for (ConfigKey<?> key : keys) {
      List<String> names = List.of(key.name().split("\\."));
      List<String> sections = names.subList(0, names.size() - 1);
      for (int depth = common(open, sections); depth < sections.size(); depth++) {
        text.append("  ".repeat(depth)).append(sections.get(depth)).append(":\n");
      }
      open = sections;
      for (String line : lines.apply(key)) {
        text.append("  ".repeat(sections.size())).append(line).append('\n');
      }
    }
    return text.toString();
  }

  /**
   * Formats a text as a YAML value that reads back as the same text. An empty text becomes null.
   */
  static String scalar(String text) {
    if (text.isEmpty()) {
      return "null";
    }
    boolean plain = text.matches("[A-Za-z0-9./][A-Za-z0-9./:_@-]*(?<!:)") && !text.equals("null");
    return plain ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Returns the last part of a key's name. */
  static String lastName(ConfigKey<?> key) {
    return key.name().substring(key.name().lastIndexOf('.') + 1);
  }

  private static int common(List<String> one, List<String> other) {
    int length = 0;
    while (length < Math.min(one.size(), other.size())
        && one.get(length).equals(other.get(length))) {
      length++;
    }
    return length;
  }
}
