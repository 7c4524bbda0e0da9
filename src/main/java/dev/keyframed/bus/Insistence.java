package dev.keyframed.bus;

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
 * Asks for what must happen until it has: an outcome that was paid for is not dropped because Redis
 * is away. What is asked again may have happened already, and must bear it.
 */
public final class Insistence {
  private static final Logger log = LoggerFactory.getLogger(Insistence.class);
  private static final Backoff PAUSE =
      new Backoff(Duration.ofMillis(100), 2, Duration.ofSeconds(5));

  private final Vertx vertx;
  private final Bus bus;
  private final BooleanSupplier enough;

  /** Asks however long it takes. */
  public Insistence(Vertx vertx) {
    this(vertx, () -> false);
  }

  /**
   * The same, with a way out.
   *
   * @param enough asked after each failure, whether it is to be the last
   */
  public Insistence(Vertx vertx, BooleanSupplier enough) {
    this.vertx = vertx;
    this.bus = new Bus(vertx);
    this.enough = enough;
  }

  /**
   * Asks until it is answered. The future fails by the way out alone.
   *
   * @param what for the log, with the ids it concerns
   * @param patience for each answer
   */
  public <Q, A> Future<A> ask(String what, Ask<Q, A> to, Q query, Duration patience) {
    Promise<A> done = Promise.promise();
    attempt(what, () -> bus.ask(to, query, patience), 0, false, done);
    return done.future();
  }

  /** {@code said}: a warning was logged, so its end is too. */
  private <T> void attempt(
      String what, Supplier<Future<T>> question, int tries, boolean said, Promise<T> done) {
    question
        .get()
        .onSuccess(
            result -> {
              if (tries > 0) {
                log.atLevel(said ? Level.INFO : Level.DEBUG)
                    .log("{}: stored after {} repeats", what, tries);
              }
              done.complete(result);
            })
        .onFailure(
            fault -> {
              if (enough.getAsBoolean()) {
                log.warn("{}: not stored: {}", what, fault.getMessage());
                done.fail(fault);
                return;
              }
              boolean warns = !said && !Outage.isReported(fault);
              if (tries == 0 || warns) {
                log.atLevel(warns ? Level.WARN : Level.DEBUG)
                    .log("{}: not stored yet, repeating: {}", what, fault.getMessage());
              }
              long pause = PAUSE.steady(tries, ThreadLocalRandom.current().nextLong()).toMillis();
              vertx.setTimer(
                  Math.max(1, pause),
                  fired -> attempt(what, question, tries + 1, said || warns, done));
            });
  }
}
