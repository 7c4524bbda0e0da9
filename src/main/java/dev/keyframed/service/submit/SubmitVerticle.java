package dev.keyframed.service.submit;

import dev.keyframed.job.CallbackUrls;
import dev.keyframed.job.CreateResult;
import dev.keyframed.job.CreateResult.Refusal;
import dev.keyframed.job.GenerationRequest;
import dev.keyframed.job.Job;
import dev.keyframed.job.machine.Effect;
import dev.keyframed.job.machine.Event;
import dev.keyframed.port.Frames;
import dev.keyframed.port.Provider;
import dev.keyframed.support.bus.Bus;
import dev.keyframed.support.bus.BusAddresses;
import dev.keyframed.support.bus.BusAddresses.Claim;
import dev.keyframed.support.bus.BusAddresses.ClaimRequest;
import dev.keyframed.support.bus.BusAddresses.EventResult;
import dev.keyframed.support.bus.BusAddresses.JobEvent;
import dev.keyframed.support.bus.OutageLogger;
import dev.keyframed.support.bus.RetryingRequester;
import dev.keyframed.support.bus.WorkLoop;
import dev.keyframed.support.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims jobs within the limits, sends their creations concurrently, and reports each outcome until
 * it is stored.
 */
public final class SubmitVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(SubmitVerticle.class);
  private static final String PART = "submit";

  /**
   * Limits the wait for a reply of the store. Longer than the 8 s in which it grants a claim, and
   * the 5 s of one Redis command.
   */
  private static final Duration STORE_REPLY_TIMEOUT = Duration.ofSeconds(10);

  private final Provider provider;
  private final Frames frames;
  private final CallbackUrls urls;
  private final SubmitSettings settings;
  private final Meters meters;

  private Bus bus;
  private RetryingRequester requester;
  private WorkLoop loop;
  private PayloadMemoryLimiter payloadMemory;

  /** Sends to that provider, which the caller closes. */
  public SubmitVerticle(
      Provider provider, Frames frames, CallbackUrls urls, SubmitSettings settings, Meters meters) {
    this.provider = provider;
    this.frames = frames;
    this.urls = urls;
    this.settings = settings;
    this.meters = meters;
  }

  @Override
  public Future<?> start() {
    bus = new Bus(vertx);
    requester = new RetryingRequester(vertx);
    payloadMemory = new PayloadMemoryLimiter(settings.maxBytes());
    OutageLogger storeOutage =
        new OutageLogger(
            log,
            "no job can be claimed, the store is unavailable",
            "jobs can be claimed again, the store is available");
    loop = new WorkLoop(vertx, PART, storeOutage, this::most, free -> claim());
    MessageConsumer<?> changes =
        bus.listen(
            BusAddresses.DECISION,
            change -> {
              if (change.effects().contains(Effect.SUBMIT)) {
                loop.requestRound();
              }
            });
    MessageConsumer<?> reloads = bus.listen(BusAddresses.RELOADED, reloaded -> loop.requestRound());
    return Future.all(changes.completion(), reloads.completion())
        .onSuccess(listening -> loop.requestRound());
  }

  /** Takes no more jobs. Ends once the open creations are answered and their outcomes stored. */
  @Override
  public Future<?> stop() {
    return loop.stop();
  }

  private int most() {
    return payloadMemory.isFull() ? 0 : settings.maxOpen().getAsInt();
  }

  private Future<Duration> claim() {
    long requestedAt = System.nanoTime();
    return bus.ask(BusAddresses.CLAIM, new ClaimRequest(), STORE_REPLY_TIMEOUT)
        .map(claim -> answered(claim, requestedAt));
  }

  private Duration answered(Claim claim, long requestedAt) {
    if (claim instanceof Claim.NothingToSubmit later) {
      return later.delay();
    }
    Claim.Granted granted = (Claim.Granted) claim;
    loop.track(submit(granted.job(), granted.request(), requestedAt))
        .onComplete(done -> loop.requestRound());
    return Duration.ZERO;
  }

  private Future<Void> submit(Job job, GenerationRequest request, long requestedAt) {
    if (isLate(requestedAt)) { // the store's fault, not this job's
      return settle(
          job,
          CreateResult.Refused.notSent(Refusal.LATE_CLAIM, "the claim came too late to be sent"));
    }
    PayloadMemoryLimiter.Payload load = payloadMemory.load(request);
    return frames
        .inline(request)
        .compose(
            ready -> {
              load.weigh(ready);
              loop.resume();
              return isLate(requestedAt)
                  ? notSent(Refusal.NOT_TRIED, "reading its frames timed out")
                  : provider.create(ready, callbackUrl(job));
            },
            unreadable -> notSent(Refusal.UNREADABLE_INPUT, unreadable.getMessage()))
        .recover(fault -> notSent(Refusal.NOT_TRIED, String.valueOf(fault)))
        .onComplete(
            sent -> {
              load.end();
              loop.resume();
            })
        .compose(creation -> settle(job, creation));
  }

  private boolean isLate(long requestedAt) {
    return System.nanoTime() - requestedAt > settings.sentWithin().toNanos();
  }

  private static Future<CreateResult> notSent(Refusal refusal, String message) {
    return Future.succeededFuture(CreateResult.Refused.notSent(refusal, message));
  }

  private String callbackUrl(Job job) {
    return job.withCallback() ? settings.callbackBase() + urls.path(job.id(), job.attempt()) : null;
  }

  private Future<Void> settle(Job job, CreateResult creation) {
    log.debug("job {}: attempt {}: {}", job.id(), job.attempt().number(), creation);
    return requester
        .ask(
            "job " + job.id() + ": the submission's outcome",
            BusAddresses.JOB_EVENT,
            new JobEvent(job.id(), Event.Answered.to(job, creation)),
            STORE_REPLY_TIMEOUT)
        .onSuccess(outcome -> count(creation, outcome))
        .mapEmpty();
  }

  private void count(CreateResult creation, EventResult outcome) {
    outcome
        .decision()
        .ifPresent(decision -> meters.submitted(SubmissionOutcomes.of(creation, decision)));
  }
}
