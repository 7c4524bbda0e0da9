package dev.keyframed.adapter.systemd;

import dev.keyframed.support.bus.Bus;
import dev.keyframed.support.bus.BusAddresses;
import dev.keyframed.support.bus.BusAddresses.StatusRequest;
import io.vertx.core.Future;
import io.vertx.core.Timer;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/** Updates the line that {@code systemctl status} shows, every 10 seconds. */
public final class StatusVerticle extends VerticleBase {
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Duration STORE_REPLY_TIMEOUT = Duration.ofSeconds(5);

  private final Notifier manager;
  private Bus bus;
  private Timer next;
  private Future<?> round = Future.succeededFuture();
  private boolean stopping;

  /** Creates the verticle; the caller closes the notifier. */
  public StatusVerticle(Notifier manager) {
    this.manager = manager;
  }

  @Override
  public Future<?> start() {
    bus = new Bus(vertx);
    update();
    return Future.succeededFuture();
  }

  /** Stops the updates; no message is sent after the returned future has completed. */
  @Override
  public Future<?> stop() {
    stopping = true;
    if (next != null) {
      next.cancel();
    }
    return round;
  }

  private void update() {
    round = send().onComplete(done -> schedule());
  }

  private void schedule() {
    if (!stopping) {
      next = vertx.timer(EVERY.toMillis());
      next.onSuccess(fired -> update());
    }
  }

  private Future<Void> send() {
    return bus.ask(BusAddresses.STATUS, new StatusRequest(), STORE_REPLY_TIMEOUT)
        .map(StatusLine::of)
        .otherwise(StatusLine.UNKNOWN)
        .onSuccess(manager::status)
        .mapEmpty();
  }
}
