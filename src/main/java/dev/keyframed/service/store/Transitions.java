package dev.keyframed.service.store;

import dev.keyframed.job.Account;
import dev.keyframed.job.AccountEvent;
import dev.keyframed.job.Attempt;
import dev.keyframed.job.CreateResult;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import dev.keyframed.job.machine.Decision;
import dev.keyframed.job.machine.Effect;
import dev.keyframed.job.machine.Event;
import dev.keyframed.job.machine.Event.VoteEvidence;
import dev.keyframed.job.machine.Machine;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.JobStore.StoreResult;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Loads a job, decides an event purely, and stores the change by compare-and-set.
 *
 * <p>If another change was first, the event is decided again on the new job.
 */
final class Transitions {
  private static final int MOST_COUNTED = 1000;

  private final JobStore store;
  private final AccountUpdates accounts;
  private final JobCache cache;
  private final Supplier<Machine> machine;
  private final Clock clock;
  private final Consumer<Decision> stored;
  private final Forgotten forgotten;
  private final Unconfirmed unconfirmed = new Unconfirmed();

  /** Voided attempts that the account has counted: repeated storing counts an attempt once. */
  private final Set<Attempt> counted = Collections.newSetFromMap(Recent.put(MOST_COUNTED));

  /**
   * Changes jobs in that store.
   *
   * @param stored receives each change once it is stored
   * @param forgotten handles events of jobs that are not in the store
   */
  Transitions(
      JobStore store,
      AccountUpdates accounts,
      JobCache cache,
      Supplier<Machine> machine,
      Clock clock,
      Consumer<Decision> stored,
      Forgotten forgotten) {
    this.store = store;
    this.accounts = accounts;
    this.cache = cache;
    this.machine = machine;
    this.clock = clock;
    this.stored = stored;
    this.forgotten = forgotten;
  }

  /** Handles events of jobs that are not in the store. */
  @FunctionalInterface
  interface Forgotten {
    /** Ignores the event. */
    Forgotten IGNORE = (id, last, event) -> nothing();

    /**
     * Handles one event.
     *
     * @param last the job as it was last read, if it was
     */
    Future<Optional<Decision>> handle(JobId id, Optional<Job> last, Event event);
  }

  /** Decides the event and stores the change; empty where the job was not found. Does not throw. */
  Future<Optional<Decision>> apply(JobId id, Event event) {
    try {
      return cache
          .of(id)
          .map(seen -> step(seen, event).compose(done -> unlessUnchanged(id, event, done)))
          .orElseGet(() -> load(id, event));
    } catch (RuntimeException fault) {
      return Future.failedFuture(fault);
    }
  }

  /** Decides again on the stored job if the cached one led to no change. */
  private Future<Optional<Decision>> unlessUnchanged(
      JobId id, Event event, Optional<Decision> done) {
    return done.filter(Decision::changes).isPresent()
        ? Future.succeededFuture(done)
        : load(id, event);
  }

  private Future<Optional<Decision>> load(JobId id, Event event) {
    return store
        .find(id)
        .compose(job -> job.map(now -> applyTo(now, event)).orElseGet(() -> missing(id, event)));
  }

  private Future<Optional<Decision>> applyTo(Job now, Event event) {
    unconfirmed.confirm(now).ifPresent(stored);
    return step(now, event);
  }

  private Future<Optional<Decision>> missing(JobId id, Event event) {
    return missing(id, cache.of(id), event);
  }

  /**
   * Handles a missing job. Its cached form is kept until it is stored again: no other daemon may
   * know its task.
   */
  private Future<Optional<Decision>> missing(JobId id, Optional<Job> last, Event event) {
    return forgotten
        .handle(id, last, event)
        .onSuccess(adopted -> adopted.ifPresent(now -> cache.forget(id)));
  }

  /** Decides the event on a job that was just read, and stores the change. */
  Future<Optional<Decision>> step(Job job, Event event) {
    // The evidence is read after the job. In the other order, a failover in between would show the
    // old Redis as the evidence, and the new one's job, whose vote may be forgotten.
    return inference(event)
        .map(
            withEvidence ->
                evidence(job).compose(evidence -> infer(job, event, withEvidence, evidence)))
        .orElseGet(() -> decide(job, event, event));
  }

  /**
   * Decides an event from which an attempt may be voided.
   *
   * <p>The account counts the attempt first. So no failure in between lets more be voided in a row
   * than the account allows.
   */
  private Future<Optional<Decision>> infer(
      Job job, Event event, Function<VoteEvidence, Event> withEvidence, VoteEvidence evidence) {
    Event inferred = withEvidence.apply(evidence);
    if (!machine.get().apply(job, inferred, clock.instant()).voids()) {
      return decide(job, event, inferred);
    }
    return countVoided(job)
        .compose(
            account ->
                decide(
                    job,
                    event,
                    account.doubt().isExceeded()
                        ? withEvidence.apply(new VoteEvidence(evidence.redisReplId(), false))
                        : inferred));
  }

  private Future<Account> countVoided(Job job) {
    return counted.contains(job.attempt())
        ? store.account()
        : accounts
            .apply(new AccountEvent.AttemptVoided(job.submittedAt()))
            .onSuccess(account -> counted.add(job.attempt()));
  }

  private Future<Optional<Decision>> decide(Job job, Event event, Event inferred) {
    Decision decision = machine.get().apply(job, inferred, clock.instant());
    if (!decision.changes()) {
      return Future.succeededFuture(Optional.of(decision));
    }
    if (decision.refutesVoid()) {
      return accountFirst(decision, event);
    }
    return showsNoChallenge(job, event)
        ? isStoredAs(job)
            .compose(same -> same ? accountFirst(decision, event) : swap(decision, event))
        : swap(decision, event);
  }

  /** Checks whether no other daemon has changed the job; otherwise a swap finds out what it is. */
  private Future<Boolean> isStoredAs(Job job) {
    return store
        .find(job.id())
        .map(found -> found.filter(now -> now.version() == job.version()).isPresent());
  }

  /**
   * Stores that a creation was not challenged before the job's change.
   *
   * <p>A death in between must not leave an account of which too much is inferred: the next lost
   * answer would be paid twice.
   */
  private Future<Optional<Decision>> accountFirst(Decision decision, Event event) {
    return accounts
        .apply(new AccountEvent.ChallengeMissing())
        .compose(known -> swap(decision, event));
  }

  /** Checks whether the event is a task of an attempt that could be challenged and was not. */
  private static boolean showsNoChallenge(Job job, Event event) {
    return event instanceof Event.Answered answer
        && answer.result() instanceof CreateResult.Created
        && answer.withCallback()
        && job.isCurrent(answer.attempt())
        && !job.voted();
  }

  private Future<Optional<Decision>> swap(Decision decision, Event event) {
    boolean vote = decision.effects().contains(Effect.ECHO);
    return store
        .swap(decision.before(), decision.next(), vote)
        .onFailure(fault -> unconfirmed.note(decision, fault))
        .compose(result -> handle(decision, event, result));
  }

  private Future<Optional<Decision>> handle(Decision decision, Event event, StoreResult result) {
    if (result instanceof StoreResult.Stored now) {
      return Future.succeededFuture(Optional.of(publish(decision, now.job())));
    }
    if (result instanceof StoreResult.Stale now) {
      cache.put(now.job());
      // A claim has limits that only the claim script checks: it is never decided here again.
      return event instanceof Event.Claimed
          ? Future.succeededFuture(Optional.of(new Decision(now.job(), now.job(), Set.of())))
          : applyTo(now.job(), event);
    }
    if (result instanceof StoreResult.Taken) {
      // A push that names another job's task is mistaken; a query that finds it ended proves it.
      Job job = decision.before();
      return event instanceof Event.Queried queried
          ? step(job, new Event.TaskOfAnotherJob(queried.taskId()))
          : Future.succeededFuture(Optional.of(new Decision(job, job, Set.of())));
    }
    Job last = decision.before();
    return missing(last.id(), Optional.of(last), event);
  }

  /** Returns the decision as it was stored, and passes it on. */
  Decision publish(Decision decision, Job now) {
    Decision published = new Decision(decision.before(), now, decision.effects());
    cache.put(now);
    stored.accept(published);
    return published;
  }

  /** Returns the event as a function of the evidence, if the event may lead to an inference. */
  private static Optional<Function<VoteEvidence, Event>> inference(Event event) {
    if (event instanceof Event.Answered answer) {
      return answer.result().mayHideTask() ? Optional.of(answer::with) : Optional.empty();
    }
    return event instanceof Event.Due due
        ? Optional.of(evidence -> new Event.Due(evidence, due.moment()))
        : Optional.empty();
  }

  private Future<VoteEvidence> evidence(Job job) {
    return store
        .head()
        .map(
            head ->
                new VoteEvidence(
                    head.redisReplId(), head.account().isChallengeExpected(job.submittedAt())));
  }

  private static Future<Optional<Decision>> nothing() {
    return Future.succeededFuture(Optional.empty());
  }
}
