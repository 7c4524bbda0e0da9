package dev.keyframed.service.intake;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds the known word that a misspelt one may stand for. */
record FieldSuggestions(Set<String> known) {
  private static final int LONGEST = 64;

  /** Returns the nearest known word, or empty if half of the letters would have to change. */
  Optional<String> nearest(String word) {
    if (word.length() > LONGEST) {
      return Optional.empty();
    }
    String plain = word.toLowerCase(Locale.ROOT).replace('-', '_');
    return known.stream()
        .filter(name -> distance(plain, name) < Math.max(plain.length(), name.length()) / 2)
        .min(
            Comparator.comparingInt((String name) -> distance(plain, name))
                .thenComparing(name -> name));
  }

  /** Returns the letters to insert, drop or change (Levenshtein), computed by rows. */
  private static int distance(String from, String to) {
    int[] above = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] line = new int[to.length() + 1];
      line[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int change = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        int dropped = Math.min(line[column - 1], above[column]) + 1;
        line[column] = Math.min(dropped, above[column - 1] + change);
      }
      above = line;
    }
    return above[to.length()];
  }
}
