package dev.keyframed.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Represents the provider's account as all daemons of a namespace share it. Immutable.
 *
 * @param version counts the stored changes
 * @param challenges whether creations are challenged, as far as has been observed
 * @param hold why nothing is submitted until a probe succeeds, or null
 * @param holdMessage the provider's own words and the host in use, or null
 * @param holdSince when the hold began, or null
 * @param consecutiveFailures transient refusals and failures in a row: the exponent of the pause
 * @param lastFailureAt when the latest of them came, or null: earlier claims are of the same wave
 * @param pauseUntil nothing is submitted before this moment; null: no pause
 * @param echoFailures creations in a row that failed because the provider did not get its echo
 * @param probeCallbackAt when a creation is to try the callback again; null: callbacks are in use
 * @param doubt voided attempts since the last challenge
 * @param trouble the latest passing trouble that is not over, or null
 */
public record Account(
    long version,
    Challenges challenges,
    HoldReason hold,
    String holdMessage,
    Instant holdSince,
    int consecutiveFailures,
    Instant lastFailureAt,
    Instant pauseUntil,
    int echoFailures,
    Instant probeCallbackAt,
    Doubt doubt,
    PassingTrouble trouble) {

  /** Failed echoes in a row after which creations go without a callback, where that is allowed. */
  public static final int ECHO_FAILURES = 3;

  private static final Backoff TRANSIENT_PAUSE =
      new Backoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(2));
  private static final Backoff HOLD_PAUSE =
      new Backoff(Duration.ofSeconds(15), 2, Duration.ofMinutes(10));
  private static final Duration CALLBACK_PROBE = Duration.ofMinutes(2);

  /** Longer than any pause between two creations that probe whether the trouble is over. */
  private static final Duration TROUBLE_LASTS = Duration.ofMinutes(15);

  /** An account of which nothing is known yet. */
  public static final Account NEW =
      new Account(
          0, Challenges.UNKNOWN, null, null, null, 0, null, null, 0, null, Doubt.NONE, null);

  /** Lists the knowledge of challenges for this account's creations (src/docs/vote.md). */
  public enum Challenges {
    /** No creation has been observed yet. */
    UNKNOWN,
    /** Each creation so far was challenged: without our vote, no task can exist. */
    EACH,
    /** A creation succeeded without a challenge: nothing may be inferred any more. */
    NOT_EACH
  }

  /** Lists the troubles that only the owner of the account can end. */
  public enum HoldReason {
    /** The key was refused, or belongs to the other region. */
    KEY,
    /** The balance is used up. */
    BALANCE,
    /** The plan does not allow the request. */
    PLAN,
    /** The service at the configured address is not the provider's API. */
    WRONG_ENDPOINT,
    /** An operator has paused the account. */
    PAUSED;

    /** Returns the name that users see. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks whether a missing vote proves that an attempt claimed then has no task. */
  public boolean isChallengeExpected(Instant claimedAt) {
    return challenges == Challenges.EACH && doubt.allows(claimedAt);
  }

  /** Checks whether nothing is inferred until the next challenge. */
  public boolean isInDoubt() {
    return challenges == Challenges.EACH && doubt.isStrong();
  }

  /**
   * Returns the passing trouble, unless no failure has renewed it for 15 minutes. If it lasted, the
   * next submissions would have renewed it within minutes.
   */
  public Optional<PassingTrouble> troubleAt(Instant now) {
    boolean fresh = lastFailureAt != null && now.isBefore(lastFailureAt.plus(TROUBLE_LASTS));
    return Optional.ofNullable(trouble).filter(any -> fresh);
  }

  /** Checks whether creations go without a callback now, because the provider cannot reach us. */
  public boolean isCallbackLost() {
    return probeCallbackAt != null;
  }

  /** Returns the account after that fact; this instance where nothing changes. */
  public Account after(AccountEvent event, Instant now) {
    if (event instanceof AccountEvent.CreationAccepted created) {
      return afterCreation(created);
    }
    if (event instanceof AccountEvent.HoldReported held) {
      return hold == HoldReason.PAUSED ? this : held(held, now);
    }
    if (event instanceof AccountEvent.TransientFailure failure) {
      return transientFailure(failure, now);
    }
    if (event instanceof AccountEvent.ChallengeSeen) {
      return challengeSeen();
    }
    if (event instanceof AccountEvent.AttemptVoided voided) {
      return voided(voided.claimedAt(), now);
    }
    if (event instanceof AccountEvent.ChallengeMissing) {
      return challengeMissing();
    }
    if (event instanceof AccountEvent.KeyAccepted) {
      return hold == HoldReason.KEY ? withoutHold() : this;
    }
    if (event instanceof AccountEvent.EchoFailed) {
      return echoFailed(now);
    }
    if (event instanceof AccountEvent.CallbackProbed) {
      return callbackProbed(now);
    }
    return afterPause(((AccountEvent.Paused) event).paused(), now);
  }

  private Account afterCreation(AccountEvent.CreationAccepted created) {
    AccountBuilder next = new AccountBuilder(this);
    if (created.withCallback()) {
      boolean each = created.challengeEchoed() && challenges != Challenges.NOT_EACH;
      next.challenges = each ? Challenges.EACH : Challenges.NOT_EACH;
      next.echoFailures = 0;
      next.probeCallbackAt = null;
      next.doubt = created.challengeEchoed() ? Doubt.NONE : doubt;
    }
    if (hold != HoldReason.PAUSED) {
      next.clearHold();
    }
    next.resetBackoff();
    next.trouble = null;
    return changed(next);
  }

  private Account changed(AccountBuilder draft) {
    Account after = draft.done();
    return after.equals(this) ? this : after;
  }

  private Account challengeSeen() {
    AccountBuilder next = new AccountBuilder(this);
    next.doubt = Doubt.NONE;
    return changed(next);
  }

  private Account challengeMissing() {
    AccountBuilder next = new AccountBuilder(this);
    next.challenges = Challenges.NOT_EACH;
    return changed(next);
  }

  private Account voided(Instant claimedAt, Instant now) {
    AccountBuilder next = new AccountBuilder(this);
    next.doubt = challenges == Challenges.EACH ? doubt.after(claimedAt, now) : doubt;
    return changed(next);
  }

  private Account withoutHold() {
    AccountBuilder next = new AccountBuilder(this);
    next.clearHold();
    next.resetBackoff();
    return next.done();
  }

  /**
   * Checks whether the creation was claimed before the latest failure, and so adds nothing to it.
   */
  private boolean isOfOneWave(Instant claimedAt) {
    return claimedAt == null || (lastFailureAt != null && claimedAt.isBefore(lastFailureAt));
  }

  private Account held(AccountEvent.HoldReported held, Instant now) {
    boolean first = hold != held.reason();
    if (!first && isOfOneWave(held.claimedAt())) {
      return this;
    }
    int count = first ? 1 : consecutiveFailures + 1;
    AccountBuilder next = new AccountBuilder(this);
    next.hold(held.reason(), held.message(), first ? now : holdSince);
    next.trouble = null;
    next.consecutiveFailures(
        count, now, now.plus(HOLD_PAUSE.steady(count - 1, now.toEpochMilli())));
    return next.done();
  }

  private Account transientFailure(AccountEvent.TransientFailure failure, Instant now) {
    AccountBuilder next = new AccountBuilder(this);
    next.trouble = PassingTrouble.after(troubleAt(now).orElse(null), failure, now);
    if (!isOfOneWave(failure.claimedAt())) {
      Instant moment = now.plus(pauseLength(now.toEpochMilli()));
      boolean longer = hold != null && pauseUntil != null && pauseUntil.isAfter(moment);
      next.consecutiveFailures(consecutiveFailures + 1, now, longer ? pauseUntil : moment);
    }
    return changed(next);
  }

  /** Grows the pauses while in doubt: an operator must resolve each further lost answer. */
  private Duration pauseLength(long seed) {
    return isInDoubt()
        ? HOLD_PAUSE.steady(Math.max(0, consecutiveFailures - 1), seed)
        : TRANSIENT_PAUSE.full(consecutiveFailures, seed);
  }

  private Account echoFailed(Instant now) {
    AccountBuilder next = new AccountBuilder(this);
    next.echoFailures = echoFailures + 1;
    if (next.echoFailures >= ECHO_FAILURES) {
      next.probeCallbackAt = now.plus(CALLBACK_PROBE);
    }
    return next.done();
  }

  private Account callbackProbed(Instant now) {
    AccountBuilder next = new AccountBuilder(this);
    next.probeCallbackAt = now.plus(CALLBACK_PROBE);
    return next.done();
  }

  private Account afterPause(boolean pause, Instant now) {
    if (pause == (hold == HoldReason.PAUSED)) {
      return this;
    }
    AccountBuilder next = new AccountBuilder(this);
    if (pause) {
      next.hold(HoldReason.PAUSED, "paused by an operator", now);
    } else {
      next.clearHold();
    }
    next.resetBackoff();
    return next.done();
  }
}
