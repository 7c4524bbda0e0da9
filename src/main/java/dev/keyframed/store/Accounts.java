package dev.keyframed.store;

import dev.keyframed.job.Account;
import dev.keyframed.job.Account.News;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.TroubleReporter;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of the provider's account, changed by compare-and-set as jobs are. */
final class Accounts {
  private static final Logger log = LoggerFactory.getLogger(Accounts.class);

  private final JobStore store;
  private final Supplier<Callbacks> callbacks;
  private final Clock clock;
  private final AccountTroubles troubles;

  Accounts(JobStore store, Supplier<Callbacks> callbacks, Clock clock, TroubleReporter reporter) {
    this.store = store;
    this.callbacks = callbacks;
    this.clock = clock;
    this.troubles = new AccountTroubles(reporter);
  }

  /** Reports what another node has found out. */
  void saw(Account account) {
    troubles.follow(account, clock.instant(), instead());
  }

  /** The account as it is now. */
  Future<Account> account() {
    return store.account();
  }

  /** Takes that in, and gives the account as it then is. */
  Future<Account> heard(News news) {
    return store.account().compose(before -> heard(before, news));
  }

  private Future<Account> heard(Account before, News news) {
    Account next = before.after(news, clock.instant());
    if (next.equals(before)) {
      return Future.succeededFuture(before);
    }
    return store
        .swapAccount(before, next)
        .compose(
            swapped -> {
              if (!swapped) {
                return heard(news);
              }
              tell(before, next);
              return Future.succeededFuture(next);
            });
  }

  private String instead() {
    return callbacks.get() == Callbacks.ALWAYS
        ? "nothing is created, jobs are kept and tried again"
        : "submitting without callback";
  }

  /**
   * A claim has gone out while callbacks are lost: if it is the probe of the way back, the next one
   * is a while off.
   */
  Future<Account> probing(Account account, boolean withCallback) {
    return account.isCallbackLost() && withCallback
        ? heard(new News.CallbackProbed())
        : Future.succeededFuture(account);
  }

  private void tell(Account before, Account next) {
    troubles.follow(next, clock.instant(), instead());
    boolean paused = next.hold() == Account.Hold.PAUSED;
    if (paused != (before.hold() == Account.Hold.PAUSED)) {
      log.warn(
          paused
              ? "account: paused by an operator; jobs are kept and wait until it is resumed"
              : "account: no longer paused by an operator, submissions go on");
    }
    if (next.isInDoubt() != before.isInDoubt()) {
      log.warn(
          next.isInDoubt()
              ? "account: creations came to nothing in a row, and none was challenged; lost answers are held for uncertain until a challenge is seen"
              : "account: a creation was challenged; what was never challenged is void again");
    }
    boolean unchallenged = next.challenges() == Account.Challenges.NOT_EACH;
    if (unchallenged && before.challenges() != Account.Challenges.NOT_EACH) {
      log.warn(
          "account: a creation succeeded that was not challenged; from now on every lost answer is held for uncertain");
    }
  }
}
