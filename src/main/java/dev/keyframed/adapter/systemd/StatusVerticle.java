package dev.keyframed.adapter.systemd;

import dev.keyframed.support.bus.Bus;
import dev.keyframed.support.bus.BusAddresses;
import dev.keyframed.support.bus.BusAddresses.StatusRequest;
import dev.keyframed.support.bus.PeriodicTask;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/** Updates the line that {@code systemctl status} shows, every 10 seconds. */
public final class StatusVerticle extends VerticleBase {
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Duration STORE_REPLY_TIMEOUT = Duration.ofSeconds(5);

  private final Notifier manager;
  private Bus bus;
  private PeriodicTask updates;

  /** Creates the verticle; the caller closes the notifier. */
  public StatusVerticle(Notifier manager) {
    this.manager = manager;
  }

  @Override
  public Future<?> start() {
    bus = new Bus(vertx);
    updates = PeriodicTask.unwatched(vertx, this::update);
    updates.start();
    return Future.succeededFuture();
  }

  /** Stops the updates; no message is sent after the returned future has completed. */
  @Override
  public Future<?> stop() {
    return updates.stop();
  }

  private Future<Duration> update() {
    return bus.ask(BusAddresses.STATUS, new StatusRequest(), STORE_REPLY_TIMEOUT)
        .map(StatusLine::of)
        .otherwise(StatusLine.UNKNOWN)
        .onSuccess(manager::status)
        .map(EVERY);
  }
}
