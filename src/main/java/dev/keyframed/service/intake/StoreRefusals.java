package dev.keyframed.service.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Records entries that the store has refused and not taken since. An entry that does not come again
 * was taken by another reader, and is removed. For one event loop.
 */
final class StoreRefusals {
  /**
   * Time after which an entry is removed. It is far longer than an entry that was put back stays
   * away.
   */
  private static final Duration COMES_WITHIN = Duration.ofMinutes(2);

  /** Limit of entries. They are few: after a refusal one entry is read at a time. */
  private static final int MOST = 10_000;

  /** Entries by their last refusal, the earliest first. */
  private final Map<String, Instant> entries = new LinkedHashMap<>();

  /** Records that an entry was refused. */
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

  /** Records that an entry was taken, and returns whether none is left. */
  boolean wereLastWith(String entry, Instant now) {
    entries.remove(entry);
    forget(now.minus(COMES_WITHIN));
    return entries.isEmpty();
  }
}
