package dev.keyframed.cli;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.keyframed.adapter.redis.RedisUnavailableException;
import dev.keyframed.app.CommandException;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Repeats requests to Redis while it is unavailable, and reports begin and end of the outage.
 *
 * <p>For one thread, which blocks.
 */
final class OutageRetry {
  /** Limits the wait for an unavailable Redis. */
  static final Duration OUTAGE_TIMEOUT = Duration.ofMinutes(5);

  /**
   * Limits the wait for one reply. Longer than a Redis command may take: 5 s, or 7 s where it
   * blocks for 2 s.
   */
  private static final int REPLY_TIMEOUT_SECONDS = 10;

  private static final long PAUSE_MILLIS = 250;

  private final Consumer<String> say;
  private final String unknown;
  private final Duration outageTimeout;
  private long outages;

  /**
   * Creates a retry that waits for {@link #OUTAGE_TIMEOUT}.
   *
   * @param say prints a line
   * @param unknown what remains unknown if Redis stays unavailable
   */
  OutageRetry(Consumer<String> say, String unknown) {
    this(say, unknown, OUTAGE_TIMEOUT);
  }

  OutageRetry(Consumer<String> say, String unknown, Duration outageTimeout) {
    this.say = say;
    this.unknown = unknown;
    this.outageTimeout = outageTimeout;
  }

  /** Returns how many outages have ended. */
  long outages() {
    return outages;
  }

  /**
   * Repeats the request until it is answered.
   *
   * @throws CommandException with "not known" if Redis stays unavailable
   */
  <T> T get(Supplier<Future<T>> question) throws InterruptedException {
    long begin = 0;
    while (true) {
      try {
        T answer = question.get().await(REPLY_TIMEOUT_SECONDS, SECONDS);
        if (begin != 0) {
          outages++;
          say.accept("keyframed: Redis is available again");
        }
        return answer;
      } catch (RedisUnavailableException | TimeoutException away) {
        String reason =
            away instanceof RedisUnavailableException
                ? away.getMessage()
                : "Redis timed out: no answer within " + REPLY_TIMEOUT_SECONDS + " s";
        if (begin == 0) {
          begin = System.nanoTime();
          say.accept(
              "keyframed: %s; retrying for up to %s"
                  .formatted(TextFormat.text(reason), words(outageTimeout)));
        } else if (System.nanoTime() - begin > outageTimeout.toNanos()) {
          throw CommandException.notKnown(unknown + ": " + reason);
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
  }

  private static String words(Duration time) {
    return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
  }
}
