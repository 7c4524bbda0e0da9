package dev.keyframed.systemd;

import dev.keyframed.bus.Topics.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** By when each part is to come to its next turn. Thread-safe. */
final class Turns {
  /** Many times the longest that any part works in one turn. */
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private final LongSupplier nanoTime;
  private final Map<String, Long> before = new TreeMap<>();

  Turns(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** A part has turned. */
  synchronized void took(Turn turn) {
    turn.next()
        .ifPresentOrElse(
            next -> before.put(turn.part(), nanoTime.getAsLong() + next.plus(MARGIN).toNanos()),
            () -> before.remove(turn.part()));
  }

  /** The parts whose next turn should have come long ago, by name. */
  synchronized List<String> late() {
    long now = nanoTime.getAsLong();
    return before.entrySet().stream()
        .filter(part -> now - part.getValue() > 0)
        .map(Map.Entry::getKey)
        .toList();
  }
}
