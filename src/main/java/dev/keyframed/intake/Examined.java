package dev.keyframed.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Entries that were examined and not stored yet: that they come again is not their fault. One that
 * does not come for long was taken in by another reader, and is forgotten. For one event loop.
 */
final class Examined {
  /** More than any entry waits until it is given to a reader again. */
  private static final Duration COMES_WITHIN = Duration.ofMinutes(10);

  /** They are few unless the store refuses them all. */
  private static final int MOST = 10_000;

  /** By the last time that each was here, the earliest first. */
  private final Map<String, Instant> entries = new LinkedHashMap<>();

  /** That entry was examined. */
  void add(String entry, Instant now) {
    entries.remove(entry);
    forget(now.minus(COMES_WITHIN));
    if (entries.size() < MOST) {
      entries.put(entry, now);
    }
  }

  private void forget(Instant before) {
    Iterator<Instant> times = entries.values().iterator();
    while (times.hasNext() && times.next().isBefore(before)) {
      times.remove();
    }
  }

  /** It is stored. */
  void remove(String entry) {
    entries.remove(entry);
  }

  boolean contains(String entry) {
    return entries.containsKey(entry);
  }
}
