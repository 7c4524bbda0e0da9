package dev.keyframed.poll;

import dev.keyframed.job.Account.Hold;
import dev.keyframed.job.Account.News;
import dev.keyframed.job.Backoff;
import dev.keyframed.port.Provider.Trouble;
import java.time.Duration;
import java.util.Optional;

/**
 * How fast this node may ask: slower while the provider says that it is asked too much. For one
 * thread.
 */
final class Pace {
  private static final Backoff SLOWER =
      new Backoff(Duration.ofMillis(500), 2, Duration.ofSeconds(10));

  private int strikes;
  private boolean refused;
  private long until = System.nanoTime();

  /** How long to wait now, where the budget says that long. */
  Duration atLeast(Duration budget) {
    Duration own = Duration.ofNanos(until - System.nanoTime());
    Duration longer = own.compareTo(budget) > 0 ? own : budget;
    return longer.isNegative() ? Duration.ZERO : longer;
  }

  /** Takes in what an answer said of the service, or null. */
  void heard(Trouble trouble) {
    if (trouble == null || trouble.kind() != Trouble.Kind.THROTTLED) {
      strikes = trouble == null ? 0 : strikes;
      return;
    }
    until = System.nanoTime() + SLOWER.steady(strikes, until).toNanos();
    strikes++;
  }

  /**
   * What that says of the account: what it is held for, and that its key is accepted again. A
   * used-up balance is no trouble for queries, and a creation will find it out.
   *
   * @param trouble or null
   */
  Optional<News> news(Trouble trouble) {
    if (trouble == null && refused) {
      refused = false;
      return Optional.of(new News.KeyAccepted());
    }
    if (trouble == null || trouble.hold() == null || trouble.hold() == Hold.BALANCE) {
      return Optional.empty();
    }
    refused |= trouble.hold() == Hold.KEY;
    return Optional.of(new News.Held(trouble.hold(), trouble.message(), null));
  }
}
