package dev.keyframed.config;

import io.smallrye.config.ConfigValue;
import java.util.OptionalInt;

/**
 * Represents the place where a value was set.
 *
 * @param source the file as it was named, {@code environment}, {@code --set}, {@code default}, or a
 *     secret's source
 * @param line the line in the file, from 1; absent for a source without lines
 */
public record Origin(String source, OptionalInt line) {

  static final Origin DEFAULT = of("default");
  static final Origin ENVIRONMENT = of("environment");
  static final Origin SET = of("--set");

  static Origin of(String source) {
    return new Origin(source, OptionalInt.empty());
  }

  static Origin of(ConfigValue value) {
    int line = value.getLineNumber();
    return new Origin(
        value.getConfigSourceName(), line > 0 ? OptionalInt.of(line) : OptionalInt.empty());
  }

  /**
   * Formats the place like a compiler, so that editors and terminals can open it: {@code
   * conf/keyframed.yaml:12}.
   */
  @Override
  public String toString() {
    return line.isPresent() ? source + ":" + line.getAsInt() : source;
  }
}
