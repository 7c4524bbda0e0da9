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
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final int ANSWER_SECONDS = 10;
  private static final long PAUSE_MILLIS = 250;

  private final Consumer<String> say;
  private final String unknown;
  private final Duration patience;
  private long outages;

  /**
   * Creates a retry that waits for {@link #PATIENCE}.
   *
   * @param say prints a line
   * @param unknown what remains unknown if Redis stays unavailable
   */
  OutageRetry(Consumer<String> say, String unknown) {
    this(say, unknown, PATIENCE);
  }

  OutageRetry(Consumer<String> say, String unknown, Duration patience) {
    this.say = say;
    this.unknown = unknown;
    this.patience = patience;
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
        T answer = question.get().await(ANSWER_SECONDS, SECONDS);
        if (begin != 0) {
          outages++;
          say.accept("keyframed: Redis is available again");
        }
        return answer;
      } catch (RedisUnavailableException | TimeoutException away) {
        String why =
            away instanceof RedisUnavailableException
                ? away.getMessage()
                : "Redis timed out: no answer within " + ANSWER_SECONDS + " s";
        if (begin == 0) {
          begin = System.nanoTime();
          say.accept(
              "keyframed: %s; retrying for up to %s"
                  .formatted(TextFormat.text(why), words(patience)));
        } else if (System.nanoTime() - begin > patience.toNanos()) {
          throw CommandException.notKnown(unknown + ": " + why);
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
  }

  private static String words(Duration time) {
    return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
  }
}
