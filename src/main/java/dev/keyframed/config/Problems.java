package dev.keyframed.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong while a configuration is read, so that all of it is said at once. */
final class Problems {

  private final List<Problem> found = new ArrayList<>();

  void add(Origin origin, String key, String message) {
    found.add(new Problem(origin, key, message));
  }

  /** Whether this key is already complained about; it is then left out of all later checks. */
  boolean about(String key) {
    return found.stream().anyMatch(problem -> problem.key().equals(key));
  }

  void throwIfAny() throws ConfigurationException {
    if (found.isEmpty()) {
      return;
    }
    found.sort(
        Comparator.comparingInt(problem -> problem.origin().line().orElse(Integer.MAX_VALUE)));
    throw new ConfigurationException(found);
  }
}
