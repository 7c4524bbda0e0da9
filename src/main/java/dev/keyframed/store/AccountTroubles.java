package dev.keyframed.store;

import dev.keyframed.job.Account;
import dev.keyframed.job.Account.Hold;
import dev.keyframed.job.PassingTrouble;
import dev.keyframed.job.PassingTrouble.Cause;
import dev.keyframed.port.TroubleReporter;
import dev.keyframed.port.TroubleReporter.Party;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Reports what the account says of the provider, and of the way back from it, whichever node has
 * found it out. For one thread.
 */
final class AccountTroubles {
  /** Refusals for going too fast are usual; so many in a row are not. */
  private static final int THROTTLED_IN_A_ROW = 3;

  private static final String NO_ECHO = "no_echo";

  private final TroubleReporter reporter;
  private Map<String, String> lasting = Map.of();

  AccountTroubles(TroubleReporter reporter) {
    this.reporter = reporter;
  }

  /**
   * Reports what has begun or ended since the last time.
   *
   * @param moment now
   * @param instead what happens while the provider gets no echo
   */
  void follow(Account account, Instant moment, String instead) {
    Map<String, String> now = of(account, moment);
    lasting.keySet().stream()
        .filter(reason -> !now.containsKey(reason))
        .forEach(reason -> reporter.ends(Party.PROVIDER, reason));
    now.forEach((reason, words) -> reporter.begins(Party.PROVIDER, reason, words));
    lasting = now;
    if (account.isCallbackLost()) {
      reporter.begins(
          Party.CALLBACK,
          NO_ECHO,
          "the provider does not get its challenge echoed; "
              + instead
              + ", check callback.public_url");
    } else {
      reporter.ends(Party.CALLBACK, NO_ECHO);
    }
  }

  private static Map<String, String> of(Account account, Instant moment) {
    Map<String, String> troubles = new HashMap<>();
    Hold hold = account.hold();
    if (hold != null && hold != Hold.PAUSED) {
      troubles.put(
          hold.label(),
          "the account is held ("
              + hold.label()
              + "): "
              + account.holdMessage()
              + "; jobs are kept and wait, and one of them tries again now and then");
    }
    PassingTrouble passing = account.troubleAt(moment).orElse(null);
    if (passing != null
        && (passing.reason() != Cause.THROTTLED || account.strikes() >= THROTTLED_IN_A_ROW)) {
      troubles.put(passing.reason().label(), words(passing));
    }
    return troubles;
  }

  /** Returns what is wrong with the provider, then what becomes of the jobs. */
  static String words(PassingTrouble trouble) {
    String what =
        switch (trouble.reason()) {
          case UNREACHABLE -> "it is not reached";
          case THROTTLED -> "it says that it is asked too much";
          case UNREADABLE -> "its answers cannot be read";
          case FAILING -> "it answers with errors";
        };
    String message = trouble.message() == null ? "" : ": " + trouble.message();
    return what + message + "; jobs are kept and tried again";
  }
}
