package dev.keyframed.service.store;

import dev.keyframed.job.Account;
import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.job.AccountEvent;
import dev.keyframed.job.Attempt;
import dev.keyframed.job.ServiceTrouble;
import dev.keyframed.job.machine.AccountEvents;
import dev.keyframed.job.machine.Decision;
import dev.keyframed.job.machine.Event;
import dev.keyframed.support.bus.BusAddresses.EventResult;
import dev.keyframed.support.bus.BusAddresses.JobEvent;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Applies an event to its job, and then to the account what the provider's answer says about it.
 * For one thread.
 *
 * <p>The answer to an event is given once both are stored. If the account could not be changed, the
 * event is repeated: it changes the job no more, and the account as the first time.
 */
final class EventProcessor {
  private static final int MOST_PENDING = 1000;

  private final Transitions transitions;
  private final AccountUpdates accounts;

  /** Facts for the account whose jobs are stored already, by attempt. */
  private final Map<Attempt, List<AccountEvent>> pending = Recent.put(MOST_PENDING);

  /** Whether a query of this daemon has found the key refused, and none accepted since. */
  private boolean keyRefused;

  EventProcessor(Transitions transitions, AccountUpdates accounts) {
    this.transitions = transitions;
    this.accounts = accounts;
  }

  /** Applies one event; does not throw. */
  Future<EventResult> apply(JobEvent request) {
    return transitions
        .apply(request.job(), request.event())
        .compose(
            decision -> updateAccount(request.event(), decision).map(new EventResult(decision)));
  }

  private Future<Void> updateAccount(Event event, Optional<Decision> decision) {
    if (event instanceof Event.Answered answer) {
      return afterAnswer(answer, decision);
    }
    return event instanceof Event.Queried queried
        ? afterQuery(queried.result().trouble())
        : Future.succeededFuture();
  }

  private Future<Void> afterAnswer(Event.Answered answer, Optional<Decision> decision) {
    List<AccountEvent> events =
        pending.computeIfAbsent(
            answer.attempt(), first -> AccountEvents.of(answer, decision.map(Decision::before)));
    Future<Account> stored = Future.succeededFuture();
    for (AccountEvent event : events) {
      stored = stored.compose(before -> accounts.apply(event));
    }
    return stored.onSuccess(done -> pending.remove(answer.attempt())).mapEmpty();
  }

  /**
   * Applies what the answer to a query says: a hold, or that the key is accepted again.
   *
   * <p>A used-up balance does not concern queries, and a creation will report it.
   *
   * @param trouble or null
   */
  private Future<Void> afterQuery(ServiceTrouble trouble) {
    if (trouble == null) {
      return keyRefused
          ? accounts
              .apply(new AccountEvent.KeyAccepted())
              .onSuccess(done -> keyRefused = false)
              .mapEmpty()
          : Future.succeededFuture();
    }
    HoldReason hold = trouble.hold();
    if (hold == null || hold == HoldReason.BALANCE) {
      return Future.succeededFuture();
    }
    keyRefused |= hold == HoldReason.KEY;
    return accounts.apply(new AccountEvent.HoldReported(hold, trouble.message(), null)).mapEmpty();
  }
}
