package dev.keyframed.job;

import dev.keyframed.job.Account.Challenges;
import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.support.text.PlainLine;
import java.time.Instant;

/** Builds a changed {@link Account}. The fields have the names and meanings of its components. */
final class AccountBuilder {
  private static final int LONGEST_MESSAGE = 1000;

  private final long version;
  Challenges challenges;
  private HoldReason hold;
  private String holdMessage;
  private Instant holdSince;
  private int consecutiveFailures;
  private Instant lastFailureAt;
  private Instant pauseUntil;
  int echoFailures;
  Instant probeCallbackAt;
  Doubt doubt;
  PassingTrouble trouble;

  AccountBuilder(Account account) {
    version = account.version();
    challenges = account.challenges();
    hold = account.hold();
    holdMessage = account.holdMessage();
    holdSince = account.holdSince();
    consecutiveFailures = account.consecutiveFailures();
    lastFailureAt = account.lastFailureAt();
    pauseUntil = account.pauseUntil();
    echoFailures = account.echoFailures();
    probeCallbackAt = account.probeCallbackAt();
    doubt = account.doubt();
    trouble = account.trouble();
  }

  void hold(HoldReason reason, String message, Instant since) {
    hold = reason;
    holdMessage = message == null ? null : PlainLine.of(message, LONGEST_MESSAGE);
    holdSince = since;
  }

  void clearHold() {
    hold(null, null, null);
  }

  void consecutiveFailures(int count, Instant at, Instant until) {
    consecutiveFailures = count;
    lastFailureAt = at;
    pauseUntil = until;
  }

  void resetBackoff() {
    consecutiveFailures(0, null, null);
  }

  Account done() {
    return new Account(
        version,
        challenges,
        hold,
        holdMessage,
        holdSince,
        consecutiveFailures,
        lastFailureAt,
        pauseUntil,
        echoFailures,
        probeCallbackAt,
        doubt,
        trouble);
  }
}
