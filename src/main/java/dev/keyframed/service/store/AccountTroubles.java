package dev.keyframed.service.store;

import dev.keyframed.job.Account;
import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.job.PassingTrouble;
import dev.keyframed.job.PassingTrouble.Cause;
import dev.keyframed.port.TroubleReporter;
import dev.keyframed.port.TroubleReporter.Party;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Reports the account's troubles with the provider and with callbacks, whichever daemon found them.
 * For one thread.
 */
final class AccountTroubles {
  /** Throttled answers in a row that are trouble; fewer are usual. */
  private static final int THROTTLED_IN_A_ROW = 3;

  private static final String NO_ECHO = "no_echo";

  private final TroubleReporter reporter;
  private Map<String, String> active = Map.of();

  AccountTroubles(TroubleReporter reporter) {
    this.reporter = reporter;
  }

  /**
   * Reports each trouble that has begun or ended since the last call.
   *
   * @param moment now
   * @param effectOnJobs the fate of jobs while the provider gets no echo
   */
  void follow(Account account, Instant moment, String effectOnJobs) {
    Map<String, String> now = of(account, moment);
    active.keySet().stream()
        .filter(reason -> !now.containsKey(reason))
        .forEach(reason -> reporter.ends(Party.PROVIDER, reason));
    now.forEach((reason, words) -> reporter.begins(Party.PROVIDER, reason, words));
    active = now;
    if (account.isCallbackLost()) {
      reporter.begins(
          Party.CALLBACK,
          NO_ECHO,
          "the provider does not get its challenge echoed; "
              + effectOnJobs
              + "; check callback.public_url from outside");
    } else {
      reporter.ends(Party.CALLBACK, NO_ECHO);
    }
  }

  private static Map<String, String> of(Account account, Instant moment) {
    Map<String, String> troubles = new HashMap<>();
    HoldReason hold = account.hold();
    if (hold != null && hold != HoldReason.PAUSED) {
      troubles.put(
          hold.label(),
          "the account is held ("
              + hold.label()
              + "): "
              + account.holdMessage()
              + "; jobs wait, and one at a time is retried until the hold is over");
    }
    PassingTrouble passing = account.troubleAt(moment).orElse(null);
    if (passing != null
        && (passing.reason() != Cause.THROTTLED
            || account.consecutiveFailures() >= THROTTLED_IN_A_ROW)) {
      troubles.put(passing.reason().label(), words(passing));
    }
    return troubles;
  }

  /** Describes the trouble of the provider, then its effect on the jobs. */
  static String words(PassingTrouble trouble) {
    String what =
        switch (trouble.reason()) {
          case UNREACHABLE -> "the provider is unreachable";
          case THROTTLED -> "the provider reports too many requests";
          case UNREADABLE -> "the provider's answers are not readable";
          case FAILING -> "the provider answers with errors";
        };
    String message = trouble.message() == null ? "" : ": " + trouble.message();
    return what + message + "; jobs are kept and retried";
  }
}
