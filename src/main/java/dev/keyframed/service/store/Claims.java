package dev.keyframed.service.store;

import dev.keyframed.job.Account;
import dev.keyframed.job.CreateResult;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import dev.keyframed.job.State;
import dev.keyframed.job.machine.Decision;
import dev.keyframed.job.machine.Event;
import dev.keyframed.job.machine.Machine;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.JobStore.NextJob;
import dev.keyframed.port.JobStore.StoreResult;
import dev.keyframed.support.bus.BusAddresses.Claim;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Grants jobs to submit, one at a time, within the limits of the whole namespace. */
final class Claims {
  private static final Duration NOTHING_READY_DELAY = Duration.ofSeconds(2);
  private static final Duration CONFLICT_DELAY = Duration.ofMillis(50);
  private static final int NONCE_BITS = 50;

  /**
   * Limits the time from the request of a claim to its grant. Shorter than the 10 s for which the
   * requester waits for the reply.
   */
  static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(8);

  private final JobStore store;
  private final Transitions transitions;
  private final AccountUpdates accounts;
  private final Supplier<Machine> machine;
  private final Supplier<StoreSettings> settings;
  private final Clock clock;
  private final Duration claimTimeout;
  private final BiConsumer<JobId, Event> reportUntilStored;
  private final SecureRandom random = new SecureRandom();
  private final BudgetWatch budget = new BudgetWatch();

  /**
   * Grants claims in that store.
   *
   * @param claimTimeout claims that take longer are not granted, but returned to the queue
   * @param reportUntilStored stores an event, with retries until it is stored
   */
  Claims(
      JobStore store,
      Transitions transitions,
      AccountUpdates accounts,
      Supplier<StoreSettings> settings,
      Clock clock,
      Duration claimTimeout,
      BiConsumer<JobId, Event> reportUntilStored) {
    this.store = store;
    this.transitions = transitions;
    this.accounts = accounts;
    this.machine = () -> settings.get().machine();
    this.settings = settings;
    this.clock = clock;
    this.claimTimeout = claimTimeout;
    this.reportUntilStored = reportUntilStored;
  }

  /** Checks whether today's budget does not cover the next job. */
  boolean isOverBudget() {
    return budget.isUsedUp();
  }

  /** Claims the next job, if there is one and the limits allow it. */
  Future<Claim> next() {
    return next(System.nanoTime());
  }

  private Future<Claim> next(long requestedAt) {
    return store
        .head()
        .compose(
            head ->
                head.job().map(job -> claim(job, head, requestedAt)).orElseGet(this::nothingReady));
  }

  private Future<Claim> nothingReady() {
    budget.recovered();
    return nothingToSubmit(NOTHING_READY_DELAY);
  }

  private Future<Claim> claim(Job job, NextJob head, long requestedAt) {
    Instant now = clock.instant();
    boolean withCallback = settings.get().callbacks().use(head.account(), now);
    Event event = new Event.Claimed(nonce(), withCallback, head.redisReplId());
    Decision decision = machine.get().apply(job, event, now);
    if (decision.next().state() != State.SUBMITTING) { // it had expired
      return transitions.step(job, event).compose(done -> next(requestedAt));
    }
    return store
        .claim(job, decision.next(), settings.get().limits())
        .compose(
            result -> {
              if (result instanceof StoreResult.Stored stored) {
                budget.recovered();
                return granted(decision, stored.job(), head.account(), requestedAt);
              }
              if (result instanceof StoreResult.Wait wait) {
                budget.exceeded(wait);
                return nothingToSubmit(wait.delay());
              }
              return nothingToSubmit(CONFLICT_DELAY);
            })
        .onFailure(fault -> notSent(decision.next(), fault));
  }

  private Future<Claim> granted(Decision decision, Job job, Account account, long requestedAt) {
    Decision published = transitions.publish(decision, job);
    return accounts
        .probing(account, job.withCallback())
        .compose(done -> store.request(job.id()))
        .compose(
            request -> {
              if (System.nanoTime() - requestedAt >= claimTimeout.toNanos()) {
                return Future.failedFuture("the store answered too late");
              }
              Optional<Claim> grant =
                  request.map(text -> new Claim.Granted(published.next(), text));
              return grant
                  .map(Future::succeededFuture)
                  .orElseGet(() -> lostRequest(job, requestedAt));
            });
  }

  /**
   * Returns a claim to the queue that may be stored and was not handed out.
   *
   * <p>Otherwise the end of its lease would count as a lost answer. If the claim was not stored
   * after all, the attempt is no job's, and this changes nothing.
   */
  private void notSent(Job claimed, Throwable fault) {
    String why = String.valueOf(fault.getMessage());
    reportUntilStored.accept(claimed.id(), refused(claimed, CreateResult.Refusal.LATE_CLAIM, why));
  }

  /** Fails a job without a request: its key was deleted from outside. */
  private Future<Claim> lostRequest(Job job, long requestedAt) {
    Event refused =
        refused(
            job,
            CreateResult.Refusal.UNREADABLE_INPUT,
            "the job's request was not found in Redis, or is not readable; send the job again");
    return transitions.step(job, refused).compose(done -> next(requestedAt));
  }

  /** Returns the event of a claim that this part itself ends: no fault of the provider. */
  private static Event refused(Job claimed, CreateResult.Refusal refusal, String why) {
    return new Event.Answered(
        claimed.attempt(),
        null,
        claimed.withCallback(),
        CreateResult.Refused.notSent(refusal, why),
        Event.VoteEvidence.NONE);
  }

  private String nonce() {
    return Long.toString(random.nextLong(1L << NONCE_BITS), Character.MAX_RADIX);
  }

  private static Future<Claim> nothingToSubmit(Duration delay) {
    return Future.succeededFuture(new Claim.NothingToSubmit(delay));
  }
}
