package dev.keyframed.adapter.systemd;

import dev.keyframed.support.bus.Bus;
import dev.keyframed.support.bus.BusAddresses;
import dev.keyframed.support.bus.PeriodicTask;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds the service manager's watchdog while every event loop answers and no heartbeat is overdue.
 *
 * <p>An event loop that hangs never answers the check. The round then never ends, the watchdog is
 * not fed any more, and the service manager restarts the daemon.
 *
 * <p>Parts send heartbeats also while Redis or the provider is unavailable, since they keep
 * retrying.
 */
public final class Watchdog extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(Watchdog.class);

  private final List<Context> loops;
  private final Duration every;
  private final Runnable feed;
  private final HeartbeatDeadlines turns = new HeartbeatDeadlines(System::nanoTime);
  private List<String> late = List.of();
  private PeriodicTask rounds;

  Watchdog(List<Context> loops, Duration every, Runnable feed) {
    this.loops = List.copyOf(loops);
    this.every = every;
    this.feed = feed;
  }

  /**
   * Returns the interval of the pings: half of the service manager's time-out.
   *
   * <p>Empty if the service manager watches no process, or another one.
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
   * Starts feeding the watchdog, until Vert.x is closed.
   *
   * @param loops a context on each event loop of that Vert.x
   */
  public static Future<Void> feed(
      Vertx vertx, List<Context> loops, Duration every, Notifier manager) {
    return vertx.deployVerticle(new Watchdog(loops, every, manager::alive)).mapEmpty();
  }

  @Override
  public Future<?> start() {
    rounds = PeriodicTask.unwatched(vertx, () -> round().map(every));
    rounds.startIn(every);
    return new Bus(vertx).listen(BusAddresses.HEARTBEAT, turns::took).completion();
  }

  @Override
  public Future<?> stop() {
    var unused = rounds.stop(); // a round under way ends only if every event loop answers
    return Future.succeededFuture();
  }

  /**
   * Checks the heartbeats; logs each new set of overdue parts once, and once when none is overdue.
   */
  private boolean allTurn() {
    List<String> now = turns.late();
    if (!now.equals(late)) {
      late = now;
      if (now.isEmpty()) {
        log.info("all parts send heartbeats again: the watchdog is fed");
      } else {
        log.error(
            "no heartbeat from {}: the watchdog is not fed, and will restart the daemon", now);
      }
    }
    return now.isEmpty();
  }

  /** Sends one ping after every event loop has answered, unless a heartbeat is overdue. */
  Future<Void> round() {
    return Future.all(loops.stream().map(Watchdog::answer).toList())
        .onSuccess(
            all -> {
              if (allTurn()) {
                feed.run();
              }
            })
        .mapEmpty();
  }

  private static Future<Void> answer(Context loop) {
    Promise<Void> answered = Promise.promise();
    loop.runOnContext(ran -> answered.complete());
    return answered.future();
  }
}
