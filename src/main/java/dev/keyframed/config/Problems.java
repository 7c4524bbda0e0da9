package dev.keyframed.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects the problems of a configuration, so that all of them are reported at once. */
final class Problems {

  private final List<Problem> found = new ArrayList<>();
  private final Set<String> withoutValue = new HashSet<>();

  void add(Origin origin, String key, String message) {
    found.add(new Problem(origin, key, message));
  }

  /**
   * Adds a problem of one key that leaves another key without its value.
   *
   * @param without the other key, about which nothing more is reported
   */
  void add(Origin origin, String key, String without, String message) {
    add(origin, key, message);
    withoutValue.add(without);
  }

  /**
   * Checks whether a problem with this key was reported. Such a key is left out of all later
   * checks.
   */
  boolean about(String key) {
    return withoutValue.contains(key)
        || found.stream().anyMatch(problem -> problem.key().equals(key));
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
