package dev.keyframed.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Entries that the store has refused and not taken since. One that does not come again was taken by
 * another reader, and is forgotten. For one event loop.
 */
final class Refusals {
  /** Longer than any entry that was put back stays away, by far. */
  private static final Duration COMES_WITHIN = Duration.ofMinutes(2);

  /** They are few: after a refusal one entry is read at a time. */
  private static final int MOST = 10_000;

  /** By the last refusal, the earliest first. */
  private final Map<String, Instant> entries = new LinkedHashMap<>();

  /** That entry was refused. */
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

  /** That entry was taken; whether none is left by then. */
  boolean wereLastWith(String entry, Instant now) {
    entries.remove(entry);
    forget(now.minus(COMES_WITHIN));
    return entries.isEmpty();
  }
}
