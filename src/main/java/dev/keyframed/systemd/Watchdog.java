package dev.keyframed.systemd;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Timer;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Feeds the service manager's watchdog, as long as every event loop answers. One that hangs keeps
 * its round open for ever, so that nothing is fed any more and the service manager restarts us.
 */
public final class Watchdog extends VerticleBase {
  private final List<Context> loops;
  private final Duration every;
  private final Runnable feed;
  private Timer next;
  private boolean stopping;

  Watchdog(List<Context> loops, Duration every, Runnable feed) {
    this.loops = List.copyOf(loops);
    this.every = every;
    this.feed = feed;
  }

  /**
   * How often it is to be fed: twice in the time that the service manager waits. Empty where it
   * does not wait, or for another process.
   *
   * @param environment with {@code WATCHDOG_USEC} and {@code WATCHDOG_PID} (sd_watchdog_enabled(3))
   */
  public static Optional<Duration> interval(Map<String, String> environment, long pid) {
    String whose = environment.getOrDefault("WATCHDOG_PID", Long.toString(pid));
    return Optional.ofNullable(environment.get("WATCHDOG_USEC"))
        .filter(limit -> whose.equals(Long.toString(pid)))
        .map(limit -> Duration.of(Long.parseLong(limit), ChronoUnit.MICROS).dividedBy(2));
  }

  /**
   * Feeds it from now on, until that Vert.x is closed.
   *
   * @param loops how many event loops it has
   */
  public static Future<Void> feed(Vertx vertx, int loops, Duration every, Notifier manager) {
    return loops(vertx, loops)
        .compose(all -> vertx.deployVerticle(new Watchdog(all, every, manager::alive)))
        .mapEmpty();
  }

  /** A context on each event loop: instances of a verticle are given them in turn. */
  static Future<List<Context>> loops(Vertx vertx, int loops) {
    Queue<Context> found = new ConcurrentLinkedQueue<>();
    return vertx
        .deployVerticle(() -> new Loop(found), new DeploymentOptions().setInstances(loops))
        .map(deployed -> List.copyOf(found));
  }

  private static final class Loop extends VerticleBase {
    private final Queue<Context> found;

    private Loop(Queue<Context> found) {
      this.found = found;
    }

    @Override
    public Future<?> start() {
      found.add(context);
      return Future.succeededFuture();
    }
  }

  @Override
  public Future<?> start() {
    arm();
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    stopping = true;
    next.cancel();
    return Future.succeededFuture();
  }

  private void arm() {
    if (!stopping) {
      next = vertx.timer(every.toMillis());
      next.onSuccess(fired -> round().onSuccess(fed -> arm()));
    }
  }

  /** Feeds it once, when each loop has answered. */
  Future<Void> round() {
    return Future.all(loops.stream().map(Watchdog::answer).toList())
        .onSuccess(all -> feed.run())
        .mapEmpty();
  }

  private static Future<Void> answer(Context loop) {
    Promise<Void> answered = Promise.promise();
    loop.runOnContext(ran -> answered.complete());
    return answered.future();
  }
}
