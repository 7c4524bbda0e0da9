package dev.keyframed.store;

import dev.keyframed.job.Account;
import dev.keyframed.job.Account.News;
import dev.keyframed.job.Decision;
import dev.keyframed.job.Event;
import dev.keyframed.job.JobId;
import dev.keyframed.job.Machine;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.TroubleReporter;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;

/**
 * What operators do from outside of a daemon, by the same machine and the same compare-and-set. No
 * daemon is told: each finds the change by its own loops.
 *
 * <p>A decision that does not change the job is the machine's no; no decision: there is no such
 * job. A future that fails leaves it unknown whether the change was made, and a repeat does no
 * harm.
 */
public final class Operations {
  private final Transitions transitions;
  private final Accounts accounts;

  /** Operations in that store, which the caller closes. */
  public Operations(JobStore store, Machine machine, Clock clock) {
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
    return transitions.happened(id, new Event.Cancel());
  }

  /** Repeats the step of a failed job that failed. */
  public Future<Optional<Decision>> retry(JobId id) {
    return transitions.happened(id, new Event.Retry());
  }

  /** An uncertain submission did become that task of the provider. */
  public Future<Optional<Decision>> resolveAs(JobId id, String taskId) {
    return transitions.happened(id, new Event.ResolvedAs(taskId));
  }

  /** An uncertain submission became no task. */
  public Future<Optional<Decision>> resolveAsNotCreated(JobId id) {
    return transitions.happened(id, new Event.ResolvedNotCreated());
  }

  /**
   * Pauses the namespace's submissions, or lets them go on. Gives the account as it then is: still
   * held, where somebody other than an operator holds it.
   */
  public Future<Account> pause(boolean paused) {
    return accounts.heard(new News.Paused(paused));
  }
}
