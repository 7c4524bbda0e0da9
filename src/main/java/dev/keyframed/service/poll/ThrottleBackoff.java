package dev.keyframed.service.poll;

import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.job.AccountEvent;
import dev.keyframed.job.Backoff;
import dev.keyframed.port.Provider.ServiceTrouble;
import java.time.Duration;
import java.util.Optional;

/**
 * Slows down this daemon's queries while the provider reports too many requests. For one thread.
 */
final class ThrottleBackoff {
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(500), 2, Duration.ofSeconds(10));

  private int throttledInARow;
  private boolean refused;
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

  /**
   * Returns the fact for the account: a hold, or that the key is accepted again.
   *
   * <p>A used-up balance does not concern queries, and a creation will report it.
   *
   * @param trouble or null
   */
  Optional<AccountEvent> accountEvent(ServiceTrouble trouble) {
    if (trouble == null && refused) {
      refused = false;
      return Optional.of(new AccountEvent.KeyAccepted());
    }
    if (trouble == null || trouble.hold() == null || trouble.hold() == HoldReason.BALANCE) {
      return Optional.empty();
    }
    refused |= trouble.hold() == HoldReason.KEY;
    return Optional.of(new AccountEvent.HoldReported(trouble.hold(), trouble.message(), null));
  }
}
