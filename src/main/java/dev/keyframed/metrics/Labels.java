package dev.keyframed.metrics;

import io.micrometer.core.instrument.Tags;
import java.util.List;

/** Labels with their values. */
final class Labels {
  /** Any value that is not known: what others may make up must not make series without end. */
  static final String OTHER = "other";

  private Labels() {}

  /** That value if it is among those, else {@link #OTHER}. */
  static String known(List<String> known, String value) {
    return known.contains(value) ? value : OTHER;
  }

  /** Each of those names with the value at its place; as many of the one as of the other. */
  static Tags of(List<String> names, String... values) {
    Tags tags = Tags.empty();
    for (int i = 0; i < names.size(); i++) {
      tags = tags.and(names.get(i), values[i]);
    }
    return tags;
  }
}
