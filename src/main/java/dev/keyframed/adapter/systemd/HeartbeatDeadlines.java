package dev.keyframed.adapter.systemd;

import dev.keyframed.support.bus.BusAddresses.Heartbeat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** Tracks when the next heartbeat of each part is due. Thread-safe. */
final class HeartbeatDeadlines {
  /** Allows for many times the longest round of any part. */
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private final LongSupplier nanoTime;
  private final Map<String, Long> before = new TreeMap<>();

  HeartbeatDeadlines(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Records a heartbeat of a part; the last one of a part ends its tracking. */
  synchronized void took(Heartbeat turn) {
    turn.next()
        .ifPresentOrElse(
            next -> before.put(turn.part(), nanoTime.getAsLong() + next.plus(MARGIN).toNanos()),
            () -> before.remove(turn.part()));
  }

  /** Returns the names of parts whose heartbeat is overdue by more than the margin, sorted. */
  synchronized List<String> late() {
    long now = nanoTime.getAsLong();
    return before.entrySet().stream()
        .filter(part -> now - part.getValue() > 0)
        .map(Map.Entry::getKey)
        .toList();
  }
}
