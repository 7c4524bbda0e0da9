package dev.keyframed.bus;

import dev.keyframed.bus.Topics.Turn;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;

/**
 * The rounds in which a part takes work from the store: one at a time, as long as it has room, and
 * the next one by itself. A wish that comes too early for a round is kept. For one thread.
 */
public final class Rounds {
  private static final Duration AFTER_FAULT = Duration.ofSeconds(1);

  /** No part waits longer for the store. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final Bus bus;
  private final String room;
  private final Outage storeAway;
  private final IntSupplier most;
  private final IntFunction<Future<Duration>> round;
  private final Promise<Void> idle = Promise.promise();
  private int inHand;
  private boolean wished;
  private boolean asking;
  private boolean stopping;
  private long next = -1;

  /**
   * Rounds of that part; none is under way yet.
   *
   * @param storeAway is told of rounds that fail
   * @param most how much it may have in hand at once
   * @param round asks the store for at most so much more, takes it in hand, and gives the time
   *     until the next round; zero: at once
   */
  public Rounds(
      Vertx vertx,
      String room,
      Outage storeAway,
      IntSupplier most,
      IntFunction<Future<Duration>> round) {
    this.vertx = vertx;
    this.bus = new Bus(vertx);
    this.room = room;
    this.storeAway = storeAway;
    this.most = most;
    this.round = round;
  }

  /** A round now, or as soon as there can be one. */
  public void begin() {
    wished = true;
    resume();
  }

  /** A round now, if one was wished for and could not be. */
  public void resume() {
    if (!wished || asking || stopping) {
      return;
    }
    vertx.cancelTimer(next);
    int free = most.getAsInt() - inHand;
    if (free <= 0) {
      // The next turn is for the end of what is in hand, which may wait for others.
      bus.publish(Topics.TURNED, Turn.last(room));
      return;
    }
    bus.publish(Topics.TURNED, Turn.of(room, LONGEST));
    wished = false;
    asking = true;
    round
        .apply(free)
        .onSuccess(answered -> storeAway.over())
        .onFailure(storeAway::met)
        .otherwise(AFTER_FAULT)
        .onSuccess(this::ended);
  }

  private void ended(Duration pause) {
    asking = false;
    endIfIdle();
    if (wished || pause.isZero()) {
      begin();
    } else {
      beginIn(pause);
    }
  }

  /** A round after that time, unless there is one before. */
  public void beginIn(Duration pause) {
    if (!stopping) {
      bus.publish(Topics.TURNED, Turn.of(room, pause));
      next = vertx.setTimer(Math.max(1, pause.toMillis()), fired -> begin());
    }
  }

  /** It is in hand until that has ended. */
  public <T> Future<T> hold(Future<T> work) {
    inHand++;
    return work.onComplete(
        done -> {
          inHand--;
          endIfIdle();
        });
  }

  /** Whether there are no more rounds. */
  public boolean isStopping() {
    return stopping;
  }

  /** No more rounds; the future ends once nothing is in hand any more. */
  public Future<Void> stop() {
    stopping = true;
    vertx.cancelTimer(next);
    bus.publish(Topics.TURNED, Turn.last(room));
    endIfIdle();
    return idle.future();
  }

  private void endIfIdle() {
    if (stopping && inHand == 0 && !asking) {
      idle.tryComplete();
    }
  }
}
