package dev.keyframed.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong while a configuration is read, so that all of it is said at once. */
final class Problems {

  private final List<Problem> found = new ArrayList<>();
  private final Set<String> spoilt = new HashSet<>();

  void add(Origin origin, String key, String message) {
    found.add(new Problem(origin, key, message));
  }

  /**
   * A problem of that key, which leaves another one without its value.
   *
   * @param without nothing more is said of that one
   */
  void add(Origin origin, String key, String without, String message) {
    add(origin, key, message);
    spoilt.add(without);
  }

  /** Whether this key is already complained about; it is then left out of all later checks. */
  boolean about(String key) {
    return spoilt.contains(key) || found.stream().anyMatch(problem -> problem.key().equals(key));
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
