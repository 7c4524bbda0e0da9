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
  private int strikes;
  private Instant struckAt;
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
    strikes = account.strikes();
    struckAt = account.struckAt();
    pauseUntil = account.pauseUntil();
    echoFailures = account.echoFailures();
    probeCallbackAt = account.probeCallbackAt();
    doubt = account.doubt();
    trouble = account.trouble();
  }

  void hold(HoldReason why, String message, Instant since) {
    hold = why;
    holdMessage = message == null ? null : PlainLine.of(message, LONGEST_MESSAGE);
    holdSince = since;
  }

  void letGo() {
    hold(null, null, null);
  }

  void strikes(int count, Instant at, Instant until) {
    strikes = count;
    struckAt = at;
    pauseUntil = until;
  }

  void calm() {
    strikes(0, null, null);
  }

  Account done() {
    return new Account(
        version,
        challenges,
        hold,
        holdMessage,
        holdSince,
        strikes,
        struckAt,
        pauseUntil,
        echoFailures,
        probeCallbackAt,
        doubt,
        trouble);
  }
}
