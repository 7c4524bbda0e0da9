package dev.keyframed.adapter.redis;

import dev.keyframed.adapter.redis.RedisProblem.Reason;
import dev.keyframed.support.net.RedisEndpoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Compares the clock of Redis with the daemon's clock. A difference delays nothing, because Redis
 * places moments by its own clock. But times in results and daily limits are then not what their
 * readers expect.
 */
final class ClockCheck {
  private static final Duration FAR = Duration.ofSeconds(5);
  private static final Duration NEAR = Duration.ofSeconds(2);

  /**
   * Limits the age of an answer. An older one says too little about the moment at which it was
   * given.
   */
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
   * Compares the time of an answer with the daemon's clock, and reports or ends the trouble.
   *
   * @param sentAt the daemon's time when the request was sent
   * @param redisTime Redis's time in the answer
   */
  void answered(RedisEndpoint endpoint, Instant sentAt, Instant redisTime) {
    Instant daemonTime = now();
    if (Duration.between(sentAt, daemonTime).compareTo(PROMPT) > 0) {
      return;
    }
    Duration difference = Duration.between(daemonTime, redisTime);
    if (difference.abs().compareTo(FAR) >= 0) {
      troubles.begins(
          new RedisProblem(
              Reason.CLOCK,
              "the clock of Redis at %s is %d s %s the daemon's: synchronise both machines (chrony, ntpd)"
                  .formatted(
                      endpoint.place(),
                      difference.abs().toSeconds(),
                      difference.isNegative() ? "behind" : "ahead of")));
    } else if (difference.abs().compareTo(NEAR) < 0) {
      troubles.ends(Reason.CLOCK);
    }
  }
}
