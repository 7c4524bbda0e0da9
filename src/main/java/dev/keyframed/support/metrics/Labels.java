package dev.keyframed.support.metrics;

import io.micrometer.core.instrument.Tags;
import java.util.List;

/** Builds labels with their values. */
final class Labels {
  /**
   * Value for all that are not known: values made up by others must not make any number of series.
   */
  static final String OTHER = "other";

  private Labels() {}

  /** Returns the value if it is known, else {@link #OTHER}. */
  static String known(List<String> known, String value) {
    return known.contains(value) ? value : OTHER;
  }

  /** Returns each name with the value at its position; both must have the same length. */
  static Tags of(List<String> names, String... values) {
    Tags tags = Tags.empty();
    for (int i = 0; i < names.size(); i++) {
      tags = tags.and(names.get(i), values[i]);
    }
    return tags;
  }
}
