package dev.keyframed.service.store;

import dev.keyframed.job.Account;
import dev.keyframed.job.AccountEvent;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.TroubleReporter;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads and changes the account by compare-and-set, as jobs are changed. */
final class AccountUpdates {
  private static final Logger log = LoggerFactory.getLogger(AccountUpdates.class);

  private final JobStore store;
  private final Supplier<CallbackPolicy> callbacks;
  private final Clock clock;
  private final AccountTroubles troubles;

  AccountUpdates(
      JobStore store, Supplier<CallbackPolicy> callbacks, Clock clock, TroubleReporter reporter) {
    this.store = store;
    this.callbacks = callbacks;
    this.clock = clock;
    this.troubles = new AccountTroubles(reporter);
  }

  /** Reports the troubles of the account as another daemon has stored it. */
  void reportTroubles(Account account) {
    troubles.follow(account, clock.instant(), effectOnJobs());
  }

  /** Returns the account as it is stored now. */
  Future<Account> account() {
    return store.account();
  }

  /** Applies that fact to the account, and returns the account after it. */
  Future<Account> apply(AccountEvent event) {
    return store.account().compose(before -> apply(before, event));
  }

  private Future<Account> apply(Account before, AccountEvent event) {
    Account next = before.after(event, clock.instant());
    if (next.equals(before)) {
      return Future.succeededFuture(before);
    }
    return store
        .swapAccount(before, next)
        .compose(
            swapped -> {
              if (!swapped) {
                return apply(event);
              }
              report(before, next);
              return Future.succeededFuture(next);
            });
  }

  private String effectOnJobs() {
    return callbacks.get() == CallbackPolicy.ALWAYS
        ? "nothing is created, jobs are kept and retried"
        : "jobs are submitted without callback";
  }

  /**
   * Notes a claim with a callback while callbacks are lost. It probes the callback, and so the next
   * probe is put off.
   */
  Future<Account> probing(Account account, boolean withCallback) {
    return account.isCallbackLost() && withCallback
        ? apply(new AccountEvent.CallbackProbed())
        : Future.succeededFuture(account);
  }

  private void report(Account before, Account next) {
    troubles.follow(next, clock.instant(), effectOnJobs());
    boolean paused = next.hold() == Account.HoldReason.PAUSED;
    if (paused != (before.hold() == Account.HoldReason.PAUSED)) {
      log.warn(
          paused
              ? "account: paused by an operator; jobs are kept and wait until resume"
              : "account: resumed by an operator; submissions continue");
    }
    if (next.isInDoubt() != before.isInDoubt()) {
      log.warn(
          next.isInDoubt()
              ? "account: a series of creations ended without task and challenge; lost answers are uncertain until the next challenge"
              : "account: a creation was challenged; lost answers without a challenge are voided again");
    }
    boolean unchallenged = next.challenges() == Account.Challenges.NOT_EACH;
    if (unchallenged && before.challenges() != Account.Challenges.NOT_EACH) {
      log.warn(
          "account: a creation succeeded without a challenge; from now on every lost answer is uncertain");
    }
  }
}
