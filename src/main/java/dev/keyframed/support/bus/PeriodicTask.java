package dev.keyframed.support.bus;

import dev.keyframed.support.bus.BusAddresses.Heartbeat;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs rounds one at a time, each a pause after the end of the one before. For one event loop.
 *
 * <p>Every loop of a part is a periodic task, or a {@link WorkLoop} where it has work in hand. A
 * watched task tells the watchdog of each round and pause, so that a round that never ends is
 * noticed.
 */
public final class PeriodicTask {
  private static final Duration AFTER_FAULT = Duration.ofSeconds(1);

  /** Names a loop to the watchdog, with the longest time of a round. */
  private record Watched(String part, Duration longestRound) {}

  private final Vertx vertx;
  private final Bus bus;
  private final Optional<Watched> watched;
  private final Supplier<Future<Duration>> round;
  private Future<?> running = Future.succeededFuture();
  private long timer = -1;
  private boolean stopping;

  private PeriodicTask(Vertx vertx, Optional<Watched> watched, Supplier<Future<Duration>> round) {
    this.vertx = vertx;
    this.bus = new Bus(vertx);
    this.watched = watched;
    this.round = round;
  }

  /**
   * Prepares a loop whose silence ends the daemon.
   *
   * @param part its name, in the watchdog's words
   * @param longestRound longest time of one round, if all answers come as late as they may
   * @param round runs once, and returns the pause before the next round; zero: at once. A failed
   *     round is followed by another after a second
   */
  public static PeriodicTask watched(
      Vertx vertx, String part, Duration longestRound, Supplier<Future<Duration>> round) {
    return new PeriodicTask(vertx, Optional.of(new Watched(part, longestRound)), round);
  }

  /**
   * Prepares a loop that may wait for others without limit, such as a network file system.
   *
   * @param round as of {@link #watched}
   */
  public static PeriodicTask unwatched(Vertx vertx, Supplier<Future<Duration>> round) {
    return new PeriodicTask(vertx, Optional.empty(), round);
  }

  /** Runs the first round now. */
  public void start() {
    if (stopping) {
      return;
    }
    watched.ifPresent(loop -> publish(Heartbeat.of(loop.part, loop.longestRound)));
    running = round.get().otherwise(AFTER_FAULT).onSuccess(this::startIn);
  }

  /** Runs the first round after that time. */
  public void startIn(Duration pause) {
    if (stopping) {
      return;
    }
    if (pause.isZero()) {
      vertx.getOrCreateContext().runOnContext(now -> start());
    } else {
      watched.ifPresent(loop -> publish(Heartbeat.of(loop.part, pause.plus(loop.longestRound))));
      timer = vertx.setTimer(Math.max(1, pause.toMillis()), fired -> start());
    }
  }

  /** Checks whether the loop has been stopped. */
  public boolean isStopping() {
    return stopping;
  }

  /** Starts no further round. The future succeeds after the one under way has ended. */
  public Future<Void> stop() {
    stopping = true;
    vertx.cancelTimer(timer);
    watched.ifPresent(loop -> publish(Heartbeat.last(loop.part)));
    return running.mapEmpty();
  }

  private void publish(Heartbeat heartbeat) {
    bus.publish(BusAddresses.HEARTBEAT, heartbeat);
  }
}
