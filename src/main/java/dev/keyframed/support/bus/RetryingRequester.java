package dev.keyframed.support.bus;

import dev.keyframed.job.Backoff;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Repeats a bus request with backoff until it is answered.
 *
 * <p>So a paid outcome is not dropped while Redis is unavailable. Requests must be idempotent: a
 * request that timed out may have been carried out.
 */
public final class RetryingRequester {
  private static final Logger log = LoggerFactory.getLogger(RetryingRequester.class);
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(100), 2, Duration.ofSeconds(5));

  private final Vertx vertx;
  private final Bus bus;
  private final BooleanSupplier isLastTry;

  /** Retries without a limit. */
  public RetryingRequester(Vertx vertx) {
    this(vertx, () -> false);
  }

  /**
   * Retries until a limit.
   *
   * @param isLastTry read after each failure: whether it is to be the last
   */
  public RetryingRequester(Vertx vertx, BooleanSupplier isLastTry) {
    this.vertx = vertx;
    this.bus = new Bus(vertx);
    this.isLastTry = isLastTry;
  }

  /**
   * Sends the request until it is answered. The future fails only at the limit.
   *
   * @param subject for the log, with the ids it concerns
   * @param replyTimeout limits the wait for each reply
   */
  public <Q, A> Future<A> ask(
      String subject, RequestAddress<Q, A> to, Q query, Duration replyTimeout) {
    Promise<A> done = Promise.promise();
    attempt(subject, () -> bus.ask(to, query, replyTimeout), 0, false, done);
    return done.future();
  }

  /**
   * Sends the request once, and schedules the next try if it fails.
   *
   * @param logged whether a warning was logged, so that its end is logged too
   */
  private <T> void attempt(
      String subject, Supplier<Future<T>> request, int tries, boolean logged, Promise<T> done) {
    request
        .get()
        .onSuccess(
            result -> {
              if (tries > 0) {
                log.atLevel(logged ? Level.INFO : Level.DEBUG)
                    .log("{}: stored after {} retries", subject, tries);
              }
              done.complete(result);
            })
        .onFailure(
            fault -> {
              if (isLastTry.getAsBoolean()) {
                log.warn("{}: not stored: {}", subject, fault.getMessage());
                done.fail(fault);
                return;
              }
              boolean warns = !logged && !OutageLogger.isReported(fault);
              if (tries == 0 || warns) {
                log.atLevel(warns ? Level.WARN : Level.DEBUG)
                    .log("{}: not stored yet, retrying: {}", subject, fault.getMessage());
              }
              long pause = BACKOFF.steady(tries, ThreadLocalRandom.current().nextLong()).toMillis();
              vertx.setTimer(
                  Math.max(1, pause),
                  fired -> attempt(subject, request, tries + 1, logged || warns, done));
            });
  }
}
