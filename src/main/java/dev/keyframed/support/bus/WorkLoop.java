package dev.keyframed.support.bus;

import dev.keyframed.support.bus.BusAddresses.Heartbeat;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;

/**
 * Runs the rounds in which a part takes work from the store. For one thread.
 *
 * <p>Rounds run one at a time while the part has capacity, and schedule the next by themselves. A
 * request for a round that comes too early is kept.
 */
public final class WorkLoop {
  private static final Duration AFTER_FAULT = Duration.ofSeconds(1);

  /** Longest wait of a part for the store. */
  private static final Duration LONGEST_STORE_WAIT = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final Bus bus;
  private final String part;
  private final OutageLogger storeOutage;
  private final IntSupplier most;
  private final IntFunction<Future<Duration>> round;
  private final Promise<Void> idle = Promise.promise();
  private int inProgress;
  private boolean roundRequested;
  private boolean roundRunning;
  private boolean stopping;
  private long next = -1;

  /**
   * Prepares the rounds of that part; none is under way yet.
   *
   * @param storeOutage logs rounds that fail
   * @param most how much work may be in hand at once
   * @param round takes at most that much more work from the store, and returns the time until the
   *     next round; zero: at once
   */
  public WorkLoop(
      Vertx vertx,
      String part,
      OutageLogger storeOutage,
      IntSupplier most,
      IntFunction<Future<Duration>> round) {
    this.vertx = vertx;
    this.bus = new Bus(vertx);
    this.part = part;
    this.storeOutage = storeOutage;
    this.most = most;
    this.round = round;
  }

  /** Requests a round now, or as soon as possible. */
  public void requestRound() {
    roundRequested = true;
    resume();
  }

  /** Starts a requested round that was not possible before. */
  public void resume() {
    if (!roundRequested || roundRunning || stopping) {
      return;
    }
    vertx.cancelTimer(next);
    int free = most.getAsInt() - inProgress;
    if (free <= 0) {
      // The next round comes with the end of work in hand, which may wait for other parts.
      bus.publish(BusAddresses.HEARTBEAT, Heartbeat.last(part));
      return;
    }
    bus.publish(BusAddresses.HEARTBEAT, Heartbeat.of(part, LONGEST_STORE_WAIT));
    roundRequested = false;
    roundRunning = true;
    round
        .apply(free)
        .onSuccess(answered -> storeOutage.recovered())
        .onFailure(storeOutage::failed)
        .otherwise(AFTER_FAULT)
        .onSuccess(this::ended);
  }

  private void ended(Duration pause) {
    roundRunning = false;
    endIfIdle();
    if (roundRequested || pause.isZero()) {
      requestRound();
    } else {
      requestRoundIn(pause);
    }
  }

  /** Schedules a round after that time, unless one comes before. */
  public void requestRoundIn(Duration pause) {
    if (!stopping) {
      bus.publish(BusAddresses.HEARTBEAT, Heartbeat.of(part, pause));
      next = vertx.setTimer(Math.max(1, pause.toMillis()), fired -> requestRound());
    }
  }

  /** Counts the work as in hand until it has ended. */
  public <T> Future<T> track(Future<T> work) {
    inProgress++;
    return work.onComplete(
        done -> {
          inProgress--;
          endIfIdle();
        });
  }

  /** Checks whether the rounds have been stopped. */
  public boolean isStopping() {
    return stopping;
  }

  /** Stops the rounds; the future ends once no work is in hand any more. */
  public Future<Void> stop() {
    stopping = true;
    vertx.cancelTimer(next);
    bus.publish(BusAddresses.HEARTBEAT, Heartbeat.last(part));
    endIfIdle();
    return idle.future();
  }

  private void endIfIdle() {
    if (stopping && inProgress == 0 && !roundRunning) {
      idle.tryComplete();
    }
  }
}
