package dev.keyframed.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Suggests the name that a misspelt name was meant to be. */
final class NearestName {

  private NearestName() {}

  /**
   * Returns the candidate with the fewest edits, if these are few. Of equal candidates it returns
   * the first.
   */
  static Optional<String> to(String name, Collection<String> candidates) {
    int maxDistance = Math.max(2, name.length() / 4);
    return candidates.stream()
        .filter(candidate -> distance(name, candidate) <= maxDistance)
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
  }

  /**
   * Returns the distance of two names. A correct name in a wrong section, or without a section, has
   * distance 1.
   */
  private static int distance(String name, String candidate) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    return candidate.endsWith("." + last) ? 1 : edits(name, candidate);
  }

  /** Computes the Levenshtein distance. It ignores case, and equates dashes with underscores. */
  private static int edits(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT).replace('-', '_');
    String b = other.toLowerCase(Locale.ROOT).replace('-', '_');
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
