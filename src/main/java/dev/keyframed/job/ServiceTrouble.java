package dev.keyframed.job;

import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.job.PassingTrouble.Cause;

/**
 * Represents trouble that concerns more than one job.
 *
 * @param kind the reaction that it needs
 * @param hold the hold of the account; null where the kind is not {@code ACCOUNT}
 * @param cause the passing cause; null where the kind is {@code ACCOUNT}
 */
public record ServiceTrouble(
    TroubleKind kind, HoldReason hold, Cause cause, int code, String message) {
  /** Represents trouble of which only the kind is known. */
  public ServiceTrouble(TroubleKind kind, int code, String message) {
    this(kind, null, null, code, message);
  }

  /** Lists the reactions to trouble. */
  public enum TroubleKind {
    /** Key, balance, plan or address: the owner must act. */
    ACCOUNT,
    /** Too many requests: fewer of them are needed. */
    THROTTLED,
    /** Any trouble that passes by itself. */
    PASSING
  }
}
