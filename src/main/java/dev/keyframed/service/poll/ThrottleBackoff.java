package dev.keyframed.service.poll;

import dev.keyframed.job.Backoff;
import dev.keyframed.job.ServiceTrouble;
import java.time.Duration;

/**
 * Slows down this daemon's queries while the provider reports too many requests. For one thread.
 */
final class ThrottleBackoff {
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(500), 2, Duration.ofSeconds(10));

  private int throttledInARow;
  private long until = System.nanoTime();

  /** Returns how long to wait now: the longer of its own pause and the budget's. */
  Duration atLeast(Duration budget) {
    Duration pause = Duration.ofNanos(until - System.nanoTime());
    Duration longer = pause.compareTo(budget) > 0 ? pause : budget;
    return longer.isNegative() ? Duration.ZERO : longer;
  }

  /** Takes the trouble that an answer reported of the service, or null. */
  void record(ServiceTrouble trouble) {
    if (trouble == null || trouble.kind() != ServiceTrouble.TroubleKind.THROTTLED) {
      throttledInARow = trouble == null ? 0 : throttledInARow;
      return;
    }
    until = System.nanoTime() + BACKOFF.steady(throttledInARow, until).toNanos();
    throttledInARow++;
  }
}
