package dev.keyframed.redis;

import dev.keyframed.net.RedisEndpoint;
import dev.keyframed.redis.RedisProblem.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Compares Redis's clock with ours. Nothing is late where they differ, for moments are placed by
 * Redis's own; but times in results and limits of a day are then not what their readers think.
 */
final class ClockCheck {
  private static final Duration FAR = Duration.ofSeconds(5);
  private static final Duration NEAR = Duration.ofSeconds(2);

  /** An answer that took longer says too little of the moment at which it was given. */
  private static final Duration PROMPT = Duration.ofSeconds(1);

  private final Clock clock;
  private final RedisTroubles troubles;

  ClockCheck(Clock clock, RedisTroubles troubles) {
    this.clock = clock;
    this.troubles = troubles;
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * Judges an answer.
   *
   * @param asked our time when it was asked for
   * @param there Redis's time in it
   */
  void answered(RedisEndpoint endpoint, Instant asked, Instant there) {
    Instant here = now();
    if (Duration.between(asked, here).compareTo(PROMPT) > 0) {
      return;
    }
    Duration difference = Duration.between(here, there);
    if (difference.abs().compareTo(FAR) >= 0) {
      troubles.begins(
          new RedisProblem(
              Reason.CLOCK,
              "the clock of Redis at %s is %d s %s ours: let both machines keep time (chrony, ntpd)"
                  .formatted(
                      endpoint.place(),
                      difference.abs().toSeconds(),
                      difference.isNegative() ? "behind" : "ahead of")));
    } else if (difference.abs().compareTo(NEAR) < 0) {
      troubles.ends(Reason.CLOCK);
    }
  }
}
