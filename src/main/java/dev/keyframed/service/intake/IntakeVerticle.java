package dev.keyframed.service.intake;

import dev.keyframed.job.Backoff;
import dev.keyframed.port.JobQueue;
import dev.keyframed.port.JobQueue.Entry;
import dev.keyframed.support.bus.Bus;
import dev.keyframed.support.bus.BusAddresses;
import dev.keyframed.support.bus.OutageLogger;
import dev.keyframed.support.bus.PeriodicTask;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes jobs from the queue, in rounds. An entry that cannot be stored stays on the queue and comes
 * again in a later round.
 */
public final class IntakeVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(IntakeVerticle.class);

  private static final String PART = "intake";
  private static final int AT_ONCE = 32;

  /** Limits how long one read looks at an empty queue. A stop waits for it as well. */
  private static final Duration QUEUE_READ_TIMEOUT = Duration.ofMillis(500);

  /** Limits the wait for a reply of the store. Longer than the 5 s of one Redis command. */
  private static final Duration STORE_REPLY_TIMEOUT = Duration.ofSeconds(10);

  private static final Backoff TROUBLE =
      new Backoff(Duration.ofMillis(100), 2, Duration.ofSeconds(5));

  private final JobQueue queue;
  private final Admission admission;
  private final Clock clock;
  private final OutageLogger unread =
      new OutageLogger(log, "the queue cannot be read, retrying", "the queue is read again");
  private final OutageLogger unstored =
      new OutageLogger(
          log, "jobs cannot be stored, they stay on the queue; retrying", "jobs are stored again");
  private final StoreRefusals refusals = new StoreRefusals();

  private Bus bus;
  private PeriodicTask rounds;
  private int faults;

  /**
   * Number of entries in the next read. It begins with one: entries that are too large together
   * must not end each start again.
   */
  private int atOnce = 1;

  /** Creates a verticle that takes jobs from that queue through that admission. */
  public IntakeVerticle(JobQueue queue, Admission admission, Clock clock) {
    this.queue = queue;
    this.admission = admission;
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    bus = new Bus(vertx);
    rounds =
        PeriodicTask.watched(
            vertx, PART, QUEUE_READ_TIMEOUT.plus(STORE_REPLY_TIMEOUT), this::round);
    rounds.start();
    return Future.succeededFuture();
  }

  /** Starts no other round. The future succeeds after the one under way has ended. */
  @Override
  public Future<?> stop() {
    return rounds.stop();
  }

  private Future<Duration> round() {
    return queue
        .read(atOnce, QUEUE_READ_TIMEOUT)
        .onSuccess(read -> unread.recovered())
        .onFailure(unread::failed)
        .compose(this::takeIn)
        .transform(done -> Future.succeededFuture(pauseAfter(done.succeeded())));
  }

  private Duration pauseAfter(boolean well) {
    if (well) {
      faults = 0;
      return Duration.ZERO;
    }
    atOnce = 1;
    return TROUBLE.steady(faults++, clock.millis());
  }

  private Future<Void> takeIn(List<Entry> entries) {
    if (entries.isEmpty()) {
      return Future.succeededFuture();
    }
    Batch batch = new Batch(entries, this::takeIn, rounds::isStopping);
    atOnce = batch.isHeavy() ? 1 : Math.min(AT_ONCE, 2 * atOnce);
    Future<Void> run = batch.run().onFailure(unstored::failed);
    // If putting back fails, the next read does it.
    return run.transform(ran -> putBack(batch.notTaken()).transform(done -> run));
  }

  private Future<Void> putBack(List<String> entries) {
    return entries.isEmpty() ? Future.succeededFuture() : queue.putBack(entries);
  }

  private Future<Void> takeIn(Entry entry) {
    String id = entry.id();
    return vertx
        .executeBlocking(() -> admission.examine(entry, clock.instant()))
        .compose(newJob -> bus.ask(BusAddresses.ADMIT, newJob, STORE_REPLY_TIMEOUT))
        .onSuccess(
            stored -> {
              if (refusals.wereLastWith(id, clock.instant())) {
                unstored.recovered();
              }
            })
        .onFailure(fault -> refusals.add(id, clock.instant()))
        .mapEmpty();
  }
}
