package dev.keyframed.systemd;

import dev.keyframed.bus.Bus;
import dev.keyframed.bus.Topics;
import dev.keyframed.bus.Topics.Count;
import io.vertx.core.Future;
import io.vertx.core.Timer;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/** Keeps the line that {@code systemctl status} shows up to date. */
public final class StatusVerticle extends VerticleBase {
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Notifier manager;
  private Bus bus;
  private Timer next;
  private Future<?> round = Future.succeededFuture();
  private boolean stopping;

  /** Tells that service manager, which the caller closes. */
  public StatusVerticle(Notifier manager) {
    this.manager = manager;
  }

  @Override
  public Future<?> start() {
    bus = new Bus(vertx);
    look();
    return Future.succeededFuture();
  }

  /** Says nothing more once that is done. */
  @Override
  public Future<?> stop() {
    stopping = true;
    if (next != null) {
      next.cancel();
    }
    return round;
  }

  private void look() {
    round = tell().onComplete(done -> arm());
  }

  private void arm() {
    if (!stopping) {
      next = vertx.timer(EVERY.toMillis());
      next.onSuccess(fired -> look());
    }
  }

  private Future<Void> tell() {
    return bus.ask(Topics.COUNT, new Count(), PATIENCE)
        .map(StatusLine::of)
        .otherwise(StatusLine.UNKNOWN)
        .onSuccess(manager::status)
        .mapEmpty();
  }
}
