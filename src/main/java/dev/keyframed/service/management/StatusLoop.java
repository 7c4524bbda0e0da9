package dev.keyframed.service.management;

import dev.keyframed.support.bus.Bus;
import dev.keyframed.support.bus.BusAddresses;
import dev.keyframed.support.bus.BusAddresses.Heartbeat;
import dev.keyframed.support.bus.BusAddresses.NamespaceStatus;
import dev.keyframed.support.bus.BusAddresses.StatusRequest;
import io.vertx.core.Future;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Consumer;

/** Counts the namespace periodically. */
final class StatusLoop {
  private static final String PART = "management";
  private static final Duration STORE_REPLY_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SOON = Duration.ofMillis(250);

  private final Vertx vertx;
  private final Bus bus;
  private final Consumer<NamespaceStatus> counted;
  private final Duration every;
  private Timer next;
  private Future<?> round = Future.succeededFuture();
  private boolean stopping;

  StatusLoop(Vertx vertx, Consumer<NamespaceStatus> counted, Duration every) {
    this.vertx = vertx;
    this.bus = new Bus(vertx);
    this.counted = counted;
    this.every = every;
  }

  /** Counts now, and periodically from then on. */
  void start() {
    bus.publish(BusAddresses.HEARTBEAT, Heartbeat.of(PART, every.plus(STORE_REPLY_TIMEOUT)));
    round = count().onSuccess(this::schedule);
  }

  Future<?> stop() {
    stopping = true;
    bus.publish(BusAddresses.HEARTBEAT, Heartbeat.last(PART));
    if (next != null) {
      next.cancel();
    }
    return round;
  }

  private void schedule(Duration pause) {
    if (!stopping) {
      next = vertx.timer(pause);
      next.onSuccess(fired -> start());
    }
  }

  /**
   * Counts once, and returns the pause until the next count. A failed count is not logged, since
   * the store's own health reports it already. It is repeated soon.
   */
  private Future<Duration> count() {
    return bus.ask(BusAddresses.STATUS, new StatusRequest(), STORE_REPLY_TIMEOUT)
        .onSuccess(counted::accept)
        .map(every)
        .otherwise(every.compareTo(SOON) < 0 ? every : SOON);
  }
}
