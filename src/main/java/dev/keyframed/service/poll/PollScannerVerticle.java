package dev.keyframed.service.poll;

import dev.keyframed.job.Job;
import dev.keyframed.job.machine.Effect;
import dev.keyframed.job.machine.Event;
import dev.keyframed.port.JobStore.DueQueue;
import dev.keyframed.port.Provider;
import dev.keyframed.port.TroubleReporter;
import dev.keyframed.support.bus.Bus;
import dev.keyframed.support.bus.BusAddresses;
import dev.keyframed.support.bus.BusAddresses.DueRequest;
import dev.keyframed.support.bus.BusAddresses.EventResult;
import dev.keyframed.support.bus.BusAddresses.JobEvent;
import dev.keyframed.support.bus.BusAddresses.PermitRequest;
import dev.keyframed.support.bus.OutageLogger;
import dev.keyframed.support.bus.WorkLoop;
import dev.keyframed.support.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Takes due jobs, and acts by their state: queries the task, or sends the event {@code Due}. */
public final class PollScannerVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(PollScannerVerticle.class);
  private static final String PART = "poll";

  /** Limits the wait for a reply of the store. Longer than the 5 s of one Redis command. */
  private static final Duration STORE_REPLY_TIMEOUT = Duration.ofSeconds(10);

  private final Provider provider;
  private final PollSettings settings;
  private final Meters meters;
  private final Clock clock;
  private final ThrottleBackoff backoff = new ThrottleBackoff();
  private final QueryTrouble trouble;

  private Bus bus;
  private WorkLoop loop;
  private QueryPermits permits;

  /** Queries that provider, which the caller closes. */
  public PollScannerVerticle(
      Provider provider,
      PollSettings settings,
      Meters meters,
      TroubleReporter reporter,
      Clock clock) {
    this.trouble = new QueryTrouble(reporter);
    this.provider = provider;
    this.settings = settings;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    bus = new Bus(vertx);
    OutageLogger storeOutage =
        new OutageLogger(
            log,
            "nothing due can be taken, the store is unavailable",
            "due jobs are taken again, the store is available");
    loop = new WorkLoop(vertx, PART, storeOutage, settings::batch, this::scan);
    permits =
        new QueryPermits(
            vertx,
            () -> bus.ask(BusAddresses.PERMIT, new PermitRequest(), STORE_REPLY_TIMEOUT),
            backoff,
            settings.lease().dividedBy(2),
            loop::isStopping);
    return bus.listen(
            BusAddresses.DECISION,
            change -> {
              if (change.effects().contains(Effect.QUERY)) {
                loop.requestRound();
              }
            })
        .completion()
        .onSuccess(listening -> loop.requestRoundIn(settings.every()));
  }

  /** Takes no more jobs, and ends once the open queries are answered. */
  @Override
  public Future<?> stop() {
    return loop.stop();
  }

  private Future<Duration> scan(int free) {
    return bus.ask(
            BusAddresses.DUE,
            new DueRequest(DueQueue.SCANNER, free, settings.lease()),
            STORE_REPLY_TIMEOUT)
        .map(
            taken -> {
              taken.jobs().forEach(this::take);
              trouble.idle();
              return taken.jobs().size() == free ? Duration.ZERO : settings.every();
            });
  }

  private void take(Job job) {
    if (!job.due().equals(Job.AT_ONCE)) { // this value does not say since when
      meters.tookDue(Duration.between(job.due(), clock.instant()).abs());
    }
    loop.track(handle(job))
        .onFailure(
            fault ->
                log.atLevel(OutageLogger.isReported(fault) ? Level.DEBUG : Level.WARN)
                    .log("job {}: {}", job.id(), fault.getMessage()))
        .onComplete(done -> loop.resume());
  }

  private Future<?> handle(Job job) {
    return switch (job.state()) {
      case GENERATING, FAILED -> query(job);
      case QUEUED, SUBMITTING, UNCERTAIN ->
          report(job, new Event.Due(Event.VoteEvidence.NONE, job.due()));
      case DOWNLOADING, SUCCEEDED, CANCELLED, REJECTED -> Future.succeededFuture();
    };
  }

  /**
   * Queries the task if a permit is taken in time. Otherwise the job is due again after its lease.
   */
  private Future<Void> query(Job job) {
    return permits
        .take(job.due().equals(Job.AT_ONCE))
        .compose(taken -> taken ? queryProvider(job) : Future.succeededFuture());
  }

  private Future<Void> queryProvider(Job job) {
    return provider
        .query(job.taskId())
        .compose(
            result -> {
              backoff.record(result.trouble());
              trouble.record(result.trouble());
              meters.polled(QueryOutcome.of(result.finding()));
              return report(job, new Event.Queried(job.taskId(), result)).mapEmpty();
            });
  }

  /**
   * Stores the event without retries. After the job's lease, a later round finds out the same
   * again.
   */
  private Future<EventResult> report(Job job, Event event) {
    return bus.ask(BusAddresses.JOB_EVENT, new JobEvent(job.id(), event), STORE_REPLY_TIMEOUT);
  }
}
