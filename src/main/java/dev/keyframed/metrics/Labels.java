package dev.keyframed.metrics;

import io.micrometer.core.instrument.Tags;
import java.util.List;

/** Labels with their values. */
final class Labels {
  private Labels() {}

  /** Each of those names with the value at its place; as many of the one as of the other. */
  static Tags of(List<String> names, String... values) {
    Tags tags = Tags.empty();
    for (int i = 0; i < names.size(); i++) {
      tags = tags.and(names.get(i), values[i]);
    }
    return tags;
  }
}
