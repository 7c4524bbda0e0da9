package dev.keyframed.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What all nodes know together of the provider's account: whether it may be used now, and how it
 * treats creations. Immutable; {@link #after} says what an answer makes of it.
 *
 * @param version counts the stored changes
 * @param challenges whether creations are challenged, as far as has been seen
 * @param hold why nothing is submitted until a probe succeeds, or null
 * @param holdMessage the provider's own words and the host in use, or null
 * @param holdSince when the hold began, or null
 * @param strikes refusals and faults of the moment in a row: the exponent of the pause
 * @param struckAt when the latest of them came, or null: what was claimed before is of the same
 *     wave
 * @param pauseUntil nothing is submitted before; null: no pause
 * @param echoFailures creations in a row that failed because the provider did not get its echo
 * @param probeCallbackAt when a creation is to try the callback again; null: callbacks are in use
 * @param doubt voided attempts since a challenge was last seen
 * @param trouble the passing trouble that was met last and is not over, or null
 */
public record Account(
    long version,
    Challenges challenges,
    Hold hold,
    String holdMessage,
    Instant holdSince,
    int strikes,
    Instant struckAt,
    Instant pauseUntil,
    int echoFailures,
    Instant probeCallbackAt,
    Doubt doubt,
    PassingTrouble trouble) {

  /** Failed echoes in a row after which creations go without a callback, where that is allowed. */
  public static final int ECHO_FAILURES = 3;

  private static final Backoff MOMENT =
      new Backoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(2));
  private static final Backoff TROUBLE =
      new Backoff(Duration.ofSeconds(15), 2, Duration.ofMinutes(10));
  private static final Duration CALLBACK_PROBE = Duration.ofMinutes(2);

  /** Longer than any pause between two creations that are to find out whether it is over. */
  private static final Duration TROUBLE_LASTS = Duration.ofMinutes(15);

  /** An account of which nothing is known yet. */
  public static final Account NEW =
      new Account(
          0, Challenges.UNKNOWN, null, null, null, 0, null, null, 0, null, Doubt.NONE, null);

  /** Whether this account's creations are challenged, each one (design: the watched assumption). */
  public enum Challenges {
    /** None has been seen yet. */
    UNKNOWN,
    /** Each so far: a creation without our vote cannot have become a task. */
    EACH,
    /** One succeeded that was not: nothing may be inferred any more. */
    NOT_EACH
  }

  /** Trouble of the account that only its owner can end. */
  public enum Hold {
    /** The key is refused, or belongs to the other region. */
    KEY,
    /** The balance is used up. */
    BALANCE,
    /** The plan does not allow it. */
    PLAN,
    /** What answers at the configured address is not the provider's API. */
    WRONG_ENDPOINT,
    /** An operator has paused it. */
    PAUSED;

    /** The name users see. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What an answer to a creation says of the account. */
  public sealed interface News {
    /**
     * A creation went well.
     *
     * @param challenged whether its challenge had been echoed before
     */
    record Created(boolean withCallback, boolean challenged) implements News {}

    /**
     * The account is in trouble.
     *
     * @param claimedAt when the creation was claimed that found it out; null: a query did
     */
    record Held(Hold why, String message, Instant claimedAt) implements News {}

    /**
     * The provider, or the way to it, is in trouble for the moment.
     *
     * @param reason or null where the trouble is our own: then it only makes a pause
     * @param message the words for it, or null
     * @param claimedAt when the creation was claimed that found it out
     */
    record Struck(PassingTrouble.Cause reason, String message, Instant claimedAt) implements News {}

    /** A challenge was echoed, whatever came of its creation. */
    record Challenged() implements News {}

    /** An attempt that was voided is a task: there was one without a challenge. */
    record Unchallenged() implements News {}

    /** An attempt claimed at that moment is about to be voided for want of a vote. */
    record Voided(Instant claimedAt) implements News {}

    /** A query went well after one had found the key refused: that has passed. */
    record KeyAccepted() implements News {}

    /** The provider did not get its echo. */
    record EchoFailed() implements News {}

    /** A creation tries the callback again; the next one that does is a while off. */
    record CallbackProbed() implements News {}

    /** An operator pauses it, or lets it go on. */
    record Paused(boolean paused) implements News {}
  }

  /** Whether a missing vote proves that there is no task of an attempt claimed at that moment. */
  public boolean isChallenged(Instant claimedAt) {
    return challenges == Challenges.EACH && doubt.allows(claimedAt);
  }

  /** Whether nothing is inferred until a challenge is seen again. */
  public boolean isInDoubt() {
    return challenges == Challenges.EACH && doubt.isStrong();
  }

  /**
   * Returns the passing trouble that lasts: one of which nothing was seen for long is held for
   * over, since it is met again, within minutes, by whatever there is to submit.
   */
  public Optional<PassingTrouble> troubleAt(Instant now) {
    boolean fresh = struckAt != null && now.isBefore(struckAt.plus(TROUBLE_LASTS));
    return Optional.ofNullable(trouble).filter(any -> fresh);
  }

  /** Whether creations go without a callback now, for want of a way in from the world. */
  public boolean isCallbackLost() {
    return probeCallbackAt != null;
  }

  /** What that answer makes of the account; itself where nothing is new. */
  public Account after(News news, Instant now) {
    if (news instanceof News.Created created) {
      return afterCreation(created);
    }
    if (news instanceof News.Held held) {
      return hold == Hold.PAUSED ? this : held(held, now);
    }
    if (news instanceof News.Struck struck) {
      return struck(struck, now);
    }
    if (news instanceof News.Challenged) {
      return trusted();
    }
    if (news instanceof News.Voided voided) {
      return voided(voided.claimedAt(), now);
    }
    if (news instanceof News.Unchallenged) {
      return unchallenged();
    }
    if (news instanceof News.KeyAccepted) {
      return hold == Hold.KEY ? letGo() : this;
    }
    if (news instanceof News.EchoFailed) {
      return echoFailed(now);
    }
    if (news instanceof News.CallbackProbed) {
      return callbackProbed(now);
    }
    return afterPause(((News.Paused) news).paused(), now);
  }

  private Account afterCreation(News.Created created) {
    AccountDraft next = new AccountDraft(this);
    if (created.withCallback()) {
      boolean each = created.challenged() && challenges != Challenges.NOT_EACH;
      next.challenges = each ? Challenges.EACH : Challenges.NOT_EACH;
      next.echoFailures = 0;
      next.probeCallbackAt = null;
      next.doubt = created.challenged() ? Doubt.NONE : doubt;
    }
    if (hold != Hold.PAUSED) {
      next.letGo();
    }
    next.calm();
    next.trouble = null;
    return changed(next);
  }

  private Account changed(AccountDraft draft) {
    Account after = draft.done();
    return after.equals(this) ? this : after;
  }

  private Account trusted() {
    AccountDraft next = new AccountDraft(this);
    next.doubt = Doubt.NONE;
    return changed(next);
  }

  private Account unchallenged() {
    AccountDraft next = new AccountDraft(this);
    next.challenges = Challenges.NOT_EACH;
    return changed(next);
  }

  private Account voided(Instant claimedAt, Instant now) {
    AccountDraft next = new AccountDraft(this);
    next.doubt = challenges == Challenges.EACH ? doubt.after(claimedAt, now) : doubt;
    return changed(next);
  }

  private Account letGo() {
    AccountDraft next = new AccountDraft(this);
    next.letGo();
    next.calm();
    return next.done();
  }

  /** Many creations are open at once: those that were claimed before a strike add nothing to it. */
  private boolean isOfOneWave(Instant claimedAt) {
    return claimedAt == null || (struckAt != null && claimedAt.isBefore(struckAt));
  }

  private Account held(News.Held held, Instant now) {
    boolean first = hold != held.why();
    if (!first && isOfOneWave(held.claimedAt())) {
      return this;
    }
    int count = first ? 1 : strikes + 1;
    AccountDraft next = new AccountDraft(this);
    next.hold(held.why(), held.message(), first ? now : holdSince);
    next.trouble = null;
    next.strikes(count, now, now.plus(TROUBLE.steady(count - 1, now.toEpochMilli())));
    return next.done();
  }

  private Account struck(News.Struck struck, Instant now) {
    AccountDraft next = new AccountDraft(this);
    next.trouble = PassingTrouble.after(trouble, struck, now);
    if (!isOfOneWave(struck.claimedAt())) {
      Instant moment = now.plus(moment(now.toEpochMilli()));
      boolean longer = hold != null && pauseUntil != null && pauseUntil.isAfter(moment);
      next.strikes(strikes + 1, now, longer ? pauseUntil : moment);
    }
    return changed(next);
  }

  /** While in doubt each further lost answer is one for an operator to resolve: so they are few. */
  private Duration moment(long seed) {
    return isInDoubt()
        ? TROUBLE.steady(Math.max(0, strikes - 1), seed)
        : MOMENT.full(strikes, seed);
  }

  private Account echoFailed(Instant now) {
    AccountDraft next = new AccountDraft(this);
    next.echoFailures = echoFailures + 1;
    if (next.echoFailures >= ECHO_FAILURES) {
      next.probeCallbackAt = now.plus(CALLBACK_PROBE);
    }
    return next.done();
  }

  private Account callbackProbed(Instant now) {
    AccountDraft next = new AccountDraft(this);
    next.probeCallbackAt = now.plus(CALLBACK_PROBE);
    return next.done();
  }

  private Account afterPause(boolean pause, Instant now) {
    if (pause == (hold == Hold.PAUSED)) {
      return this;
    }
    AccountDraft next = new AccountDraft(this);
    if (pause) {
      next.hold(Hold.PAUSED, "paused by an operator", now);
    } else {
      next.letGo();
    }
    next.calm();
    return next.done();
  }
}
