package dev.keyframed.store;

import dev.keyframed.job.Account;
import dev.keyframed.job.Account.News;
import dev.keyframed.job.Decision;
import dev.keyframed.job.Event;
import dev.keyframed.job.JobId;
import dev.keyframed.job.Machine;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.OperationLog;
import dev.keyframed.port.OperationLog.Done;
import dev.keyframed.port.OperationLog.JobChange;
import dev.keyframed.port.OperationLog.Kind;
import dev.keyframed.port.TroubleReporter;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators do from outside of a daemon, by the same machine and the same compare-and-set. No
 * daemon is told: each finds the change by its own loops.
 *
 * <p>A decision that does not change the job is the machine's no; no decision: there is no such
 * job. A future that fails leaves it unknown whether the change was made, and a repeat does no
 * harm.
 */
public final class Operations {
  private static final Logger log = LoggerFactory.getLogger(Operations.class);

  private final Transitions transitions;
  private final Accounts accounts;
  private final OperationLog notes;
  private final String by;

  /**
   * Operations in that store, which the caller closes.
   *
   * @param notes where daemons read what was done
   * @param by who does it, as far as is known
   */
  public Operations(JobStore store, Machine machine, Clock clock, OperationLog notes, String by) {
    this.notes = notes;
    this.by = by;
    accounts = new Accounts(store, () -> Callbacks.WHILE_REACHABLE, clock, TroubleReporter.NONE);
    transitions =
        new Transitions(
            store,
            accounts,
            Sightings.none(),
            () -> machine,
            clock,
            stored -> {},
            Transitions.Forgotten.LET_BE);
  }

  /** Ends the job; what it may have at the provider is let go. */
  public Future<Optional<Decision>> cancel(JobId id) {
    return done(Kind.CANCEL, id, new Event.Cancel());
  }

  /** Repeats the step of a failed job that failed. */
  public Future<Optional<Decision>> retry(JobId id) {
    return done(Kind.RETRY, id, new Event.Retry());
  }

  /** An uncertain submission did become that task of the provider. */
  public Future<Optional<Decision>> resolveAs(JobId id, String taskId) {
    return done(Kind.RESOLVE, id, new Event.ResolvedAs(taskId));
  }

  /** An uncertain submission became no task. */
  public Future<Optional<Decision>> resolveAsNotCreated(JobId id) {
    return done(Kind.RESOLVE, id, new Event.ResolvedNotCreated());
  }

  /**
   * Pauses the namespace's submissions, or lets them go on. Gives the account as it then is: still
   * held, where somebody other than an operator holds it.
   */
  public Future<Account> pause(boolean paused) {
    return accounts
        .account()
        .compose(
            before ->
                accounts
                    .heard(new News.Paused(paused))
                    .compose(
                        now ->
                            before.hold() == now.hold()
                                ? Future.succeededFuture(now)
                                : note(
                                    new Done(paused ? Kind.PAUSE : Kind.RESUME, by, null), now)));
  }

  private Future<Optional<Decision>> done(Kind kind, JobId id, Event event) {
    return transitions
        .happened(id, event)
        .compose(
            told ->
                told.filter(Decision::changes)
                    .map(made -> JobChange.of(made.before(), made.next()))
                    .map(change -> note(new Done(kind, by, change), told))
                    .orElseGet(() -> Future.succeededFuture(told)));
  }

  /** It is done already: a note that fails is no reason to say otherwise. */
  private <T> Future<T> note(Done done, T answer) {
    return notes
        .note(done)
        .onFailure(
            fault ->
                log.error(
                    "it is done, and is in no daemon's log or metrics: {}", fault.getMessage()))
        .transform(noted -> Future.succeededFuture(answer));
  }
}
