package dev.keyframed.intake;

import dev.keyframed.bus.Bus;
import dev.keyframed.bus.Topics;
import dev.keyframed.bus.Topics.Turn;
import dev.keyframed.job.Backoff;
import dev.keyframed.port.JobQueue;
import dev.keyframed.port.JobQueue.Entry;
import io.vertx.core.Future;
import io.vertx.core.Timer;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes jobs from the queue, round by round. An entry that cannot be stored stays on the queue and
 * comes again in a later round.
 */
public final class IntakeVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(IntakeVerticle.class);

  private static final String ROOM = "intake";
  private static final int AT_ONCE = 32;

  /** Letters of a round's entries from which on the next one comes alone: frames by value. */
  private static final int HEAVY = 1 << 20;

  private static final Duration READ_PATIENCE = Duration.ofSeconds(2);
  private static final Duration STORE_PATIENCE = Duration.ofSeconds(10);
  private static final Backoff TROUBLE =
      new Backoff(Duration.ofMillis(100), 2, Duration.ofSeconds(5));

  /** An entry read more often is held for one that ends whoever reads it. */
  private static final int DELIVERIES = 5;

  private final JobQueue queue;
  private final Admission admission;
  private final Clock clock;

  private Bus bus;
  private Future<Void> round = Future.succeededFuture();
  private Timer pause;
  private boolean stopping;
  private int faults;

  /** One at first: entries that are too much at once must not end each start anew. */
  private int atOnce = 1;

  private final Examined examined = new Examined();

  /** Takes from that queue what passes that admission. */
  public IntakeVerticle(JobQueue queue, Admission admission, Clock clock) {
    this.queue = queue;
    this.admission = admission;
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    bus = new Bus(vertx);
    begin();
    return Future.succeededFuture();
  }

  /** Begins no other round; succeeds once the one under way has ended. */
  @Override
  public Future<?> stop() {
    stopping = true;
    bus.publish(Topics.TURNED, Turn.last(ROOM));
    if (pause != null) {
      pause.cancel();
    }
    return round;
  }

  private void begin() {
    bus.publish(Topics.TURNED, Turn.of(ROOM, READ_PATIENCE.plus(STORE_PATIENCE)));
    round =
        queue
            .read(atOnce, READ_PATIENCE)
            .compose(this::takeIn)
            .transform(
                done -> {
                  note(done.cause());
                  return Future.succeededFuture();
                });
    round.onComplete(done -> arm());
  }

  private void arm() {
    if (stopping) {
      return;
    }
    if (faults == 0) {
      context.runOnContext(now -> begin());
      return;
    }
    pause = vertx.timer(TROUBLE.steady(faults - 1, clock.millis()).toMillis());
    pause.onSuccess(over -> begin());
  }

  /** One after the other through a worker, while those before are being stored. */
  private Future<?> takeIn(List<Entry> entries) {
    if (entries.isEmpty()) {
      return Future.succeededFuture();
    }
    atOnce = weight(entries) > HEAVY ? 1 : Math.min(AT_ONCE, 2 * atOnce);
    return Future.join(entries.stream().map(entry -> takeIn(entry, isHarmful(entry))).toList());
  }

  private static long weight(List<Entry> entries) {
    return entries.stream()
        .mapToLong(entry -> entry.job() == null ? 0 : entry.job().length())
        .sum();
  }

  private boolean isHarmful(Entry entry) {
    return entry.deliveries() > DELIVERIES && !examined.contains(entry.id());
  }

  private Future<Void> takeIn(Entry entry, boolean harmful) {
    return vertx
        .executeBlocking(
            () ->
                harmful
                    ? admission.refuseUnseen(entry, clock.instant())
                    : admission.examine(entry, clock.instant()))
        .compose(
            arrival -> {
              examined.add(entry.id(), clock.instant());
              return bus.ask(Topics.ADMIT, arrival, STORE_PATIENCE)
                  .onSuccess(stored -> examined.remove(entry.id()))
                  .mapEmpty();
            });
  }

  /** Logs when trouble begins and when it ends; what lies between shows in the queue's age. */
  private void note(Throwable fault) {
    if (fault != null && faults == 0) {
      log.atWarn().setCause(fault).log("jobs cannot be taken from the queue, trying again");
    }
    if (fault == null && faults > 0) {
      log.atInfo().addKeyValue("tries", faults).log("jobs are taken from the queue again");
    }
    faults = fault == null ? 0 : faults + 1;
  }
}
