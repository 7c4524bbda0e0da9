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
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final Bus bus;
  private final String part;
  private final OutageLogger storeAway;
  private final IntSupplier most;
  private final IntFunction<Future<Duration>> round;
  private final Promise<Void> idle = Promise.promise();
  private int inHand;
  private boolean roundRequested;
  private boolean asking;
  private boolean stopping;
  private long next = -1;

  /**
   * Prepares the rounds of that part; none is under way yet.
   *
   * @param storeAway logs rounds that fail
   * @param most how much work may be in hand at once
   * @param round takes at most that much more work from the store, and returns the time until the
   *     next round; zero: at once
   */
  public WorkLoop(
      Vertx vertx,
      String room,
      OutageLogger storeAway,
      IntSupplier most,
      IntFunction<Future<Duration>> round) {
    this.vertx = vertx;
    this.bus = new Bus(vertx);
    this.part = room;
    this.storeAway = storeAway;
    this.most = most;
    this.round = round;
  }

  /** Requests a round now, or as soon as possible. */
  public void begin() {
    roundRequested = true;
    resume();
  }

  /** Starts a requested round that was not possible before. */
  public void resume() {
    if (!roundRequested || asking || stopping) {
      return;
    }
    vertx.cancelTimer(next);
    int free = most.getAsInt() - inHand;
    if (free <= 0) {
      // The next turn comes with the end of work in hand, which may wait for other parts.
      bus.publish(BusAddresses.HEARTBEAT, Heartbeat.last(part));
      return;
    }
    bus.publish(BusAddresses.HEARTBEAT, Heartbeat.of(part, LONGEST));
    roundRequested = false;
    asking = true;
    round
        .apply(free)
        .onSuccess(answered -> storeAway.recovered())
        .onFailure(storeAway::failed)
        .otherwise(AFTER_FAULT)
        .onSuccess(this::ended);
  }

  private void ended(Duration pause) {
    asking = false;
    endIfIdle();
    if (roundRequested || pause.isZero()) {
      begin();
    } else {
      beginIn(pause);
    }
  }

  /** Schedules a round after that time, unless one comes before. */
  public void beginIn(Duration pause) {
    if (!stopping) {
      bus.publish(BusAddresses.HEARTBEAT, Heartbeat.of(part, pause));
      next = vertx.setTimer(Math.max(1, pause.toMillis()), fired -> begin());
    }
  }

  /** Counts the work as in hand until it has ended. */
  public <T> Future<T> hold(Future<T> work) {
    inHand++;
    return work.onComplete(
        done -> {
          inHand--;
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
    if (stopping && inHand == 0 && !asking) {
      idle.tryComplete();
    }
  }
}
