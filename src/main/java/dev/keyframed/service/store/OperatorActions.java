package dev.keyframed.service.store;

import dev.keyframed.job.Account;
import dev.keyframed.job.AccountEvent;
import dev.keyframed.job.JobId;
import dev.keyframed.job.machine.Decision;
import dev.keyframed.job.machine.Event;
import dev.keyframed.job.machine.Machine;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.OperationLog;
import dev.keyframed.port.OperationLog.JobChange;
import dev.keyframed.port.OperationLog.LoggedOperation;
import dev.keyframed.port.OperationLog.OperationKind;
import dev.keyframed.port.TroubleReporter;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out operators' commands from outside of a daemon.
 *
 * <p>It uses the same machine and the same compare-and-set as a daemon. No daemon is notified: each
 * finds the change by its own loops.
 *
 * <p>A decision without a change is a refusal by the machine. An empty answer means that the job
 * was not found. After a failed future, it is not known whether the change was made; repeating it
 * is safe.
 */
public final class OperatorActions {
  private static final Logger log = LoggerFactory.getLogger(OperatorActions.class);

  private final Transitions transitions;
  private final AccountUpdates accounts;
  private final OperationLog notes;
  private final String by;

  /**
   * Works on that store, which the caller closes.
   *
   * @param notes receives a note of each operation for the daemons
   * @param by the operator, as far as is known
   */
  public OperatorActions(
      JobStore store, Machine machine, Clock clock, OperationLog notes, String by) {
    this.notes = notes;
    this.by = by;
    accounts =
        new AccountUpdates(
            store, () -> CallbackPolicy.WHILE_REACHABLE, clock, TroubleReporter.NONE);
    transitions =
        new Transitions(
            store,
            accounts,
            JobCache.none(),
            () -> machine,
            clock,
            stored -> {},
            Transitions.Forgotten.IGNORE);
  }

  /** Ends the job, and gives up its task at the provider, if there is one. */
  public Future<Optional<Decision>> cancel(JobId id) {
    return apply(OperationKind.CANCEL, id, new Event.Cancel());
  }

  /** Repeats the failed step of a failed job. */
  public Future<Optional<Decision>> retry(JobId id) {
    return apply(OperationKind.RETRY, id, new Event.Retry());
  }

  /** Names the provider's task of an uncertain submission. */
  public Future<Optional<Decision>> resolveAs(JobId id, String taskId) {
    return apply(OperationKind.RESOLVE, id, new Event.ResolvedAs(taskId));
  }

  /** States that an uncertain submission became no task. */
  public Future<Optional<Decision>> resolveAsNotCreated(JobId id) {
    return apply(OperationKind.RESOLVE, id, new Event.ResolvedNotCreated());
  }

  /**
   * Pauses or resumes the namespace's submissions.
   *
   * @return the account after it; still held if the hold is not an operator's
   */
  public Future<Account> pause(boolean paused) {
    return accounts
        .account()
        .compose(
            before ->
                accounts
                    .apply(new AccountEvent.Paused(paused))
                    .compose(
                        now ->
                            before.hold() == now.hold()
                                ? Future.succeededFuture(now)
                                : note(
                                    new LoggedOperation(
                                        paused ? OperationKind.PAUSE : OperationKind.RESUME,
                                        by,
                                        null),
                                    now)));
  }

  private Future<Optional<Decision>> apply(OperationKind kind, JobId id, Event event) {
    return transitions
        .apply(id, event)
        .compose(
            decision ->
                decision
                    .filter(Decision::changes)
                    .map(made -> JobChange.of(made.before(), made.next()))
                    .map(change -> note(new LoggedOperation(kind, by, change), decision))
                    .orElseGet(() -> Future.succeededFuture(decision)));
  }

  /** Notes an operation that is done already: a note that fails does not fail the operation. */
  private <T> Future<T> note(LoggedOperation done, T answer) {
    return notes
        .note(done)
        .onFailure(
            fault ->
                log.error(
                    "operation done, but missing in the daemons' logs and metrics: {}",
                    fault.getMessage()))
        .transform(noted -> Future.succeededFuture(answer));
  }
}
