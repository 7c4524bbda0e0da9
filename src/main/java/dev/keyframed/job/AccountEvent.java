package dev.keyframed.job;

import dev.keyframed.job.Account.HoldReason;
import java.time.Instant;

/** Represents one fact about the account, mostly from an answer to a creation. */
public sealed interface AccountEvent {
  /**
   * Reports that a creation succeeded.
   *
   * @param challengeEchoed whether its challenge had been echoed before
   */
  record CreationAccepted(boolean withCallback, boolean challengeEchoed) implements AccountEvent {}

  /**
   * Reports that the account is in trouble.
   *
   * @param claimedAt when the creation that found it was claimed; null: a query found it
   */
  record HoldReported(HoldReason reason, String message, Instant claimedAt)
      implements AccountEvent {}

  /**
   * Reports a transient failure of the provider, or of the connection to it.
   *
   * @param reason null where the fault is our own: then it only makes a pause
   * @param message the words for it, or null
   * @param claimedAt when the creation that found it was claimed
   */
  record TransientFailure(PassingTrouble.Cause reason, String message, Instant claimedAt)
      implements AccountEvent {}

  /** Reports that a challenge was echoed, with any outcome of its creation. */
  record ChallengeSeen() implements AccountEvent {}

  /** Reports that a voided attempt is a task: it was created without a challenge. */
  record ChallengeMissing() implements AccountEvent {}

  /** Reports that an attempt claimed at that moment is about to be voided for lack of a vote. */
  record AttemptVoided(Instant claimedAt) implements AccountEvent {}

  /** Reports that a query succeeded after another had found the key refused. */
  record KeyAccepted() implements AccountEvent {}

  /** Reports that the provider did not get its echo. */
  record EchoFailed() implements AccountEvent {}

  /** Reports that a creation tries the callback again, which puts off the next try. */
  record CallbackProbed() implements AccountEvent {}

  /** Reports that an operator pauses or resumes the account. */
  record Paused(boolean paused) implements AccountEvent {}
}
