package dev.keyframed.service.management;

import dev.keyframed.support.bus.Bus;
import dev.keyframed.support.bus.BusAddresses;
import dev.keyframed.support.bus.BusAddresses.NamespaceStatus;
import dev.keyframed.support.bus.BusAddresses.StatusRequest;
import dev.keyframed.support.bus.PeriodicTask;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Consumer;

/** Counts the namespace periodically. */
final class StatusLoop {
  private static final String PART = "management";
  private static final Duration STORE_REPLY_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SOON = Duration.ofMillis(250);

  private final Bus bus;
  private final Consumer<NamespaceStatus> counted;
  private final Duration every;
  private final PeriodicTask task;

  StatusLoop(Vertx vertx, Consumer<NamespaceStatus> counted, Duration every) {
    this.bus = new Bus(vertx);
    this.counted = counted;
    this.every = every;
    this.task = PeriodicTask.watched(vertx, PART, STORE_REPLY_TIMEOUT, this::count);
  }

  /** Counts now, and periodically from then on. */
  void start() {
    task.start();
  }

  Future<?> stop() {
    return task.stop();
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
