package dev.keyframed.adapter.minimax;

import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.job.PassingTrouble.Cause;
import dev.keyframed.job.ProviderId;
import dev.keyframed.job.ServiceTrouble;
import dev.keyframed.job.ServiceTrouble.TroubleKind;

/** Reads from a failed query or request for a file what is wrong with account or service. Pure. */
final class ServiceFaults {
  private ServiceFaults() {}

  /** Returns the trouble by its name, or null if it concerns only the one task or file. */
  static ServiceTrouble ofName(ApiResponse answer, Codes name) {
    return switch (name.elsewhere()) {
      case PASSING -> passing(Cause.FAILING, answer);
      case THROTTLED -> throttled(answer);
      case ACCOUNT -> held(name.hold(), answer);
      case ENDED, UNKNOWN_ID -> null;
    };
  }

  /** Returns the trouble by the HTTP status of an answer without a name. */
  static ServiceTrouble ofStatus(ApiResponse answer) {
    return switch (answer.status()) {
      case 401, 403 -> held(HoldReason.KEY, answer);
      case 402 -> held(HoldReason.BALANCE, answer);
      case 429 -> throttled(answer);
      default -> passing(Cause.FAILING, answer);
    };
  }

  /** Returns the trouble of an answer that is not the API's. */
  static ServiceTrouble unreadable() {
    return new ServiceTrouble(
        TroubleKind.PASSING, null, Cause.UNREADABLE, 0, "the answer is not readable");
  }

  /** Returns the trouble of an answer about another task or file than the requested one. */
  static ServiceTrouble foreign(String what) {
    String message = "the answer is about another " + what;
    return new ServiceTrouble(TroubleKind.PASSING, null, Cause.UNREADABLE, 0, message);
  }

  /**
   * Checks whether the id differs from the requested one, or is not readable as an id. An absent id
   * is usual, and no difference.
   */
  static boolean isForeign(Object named, String asked) {
    return !ProviderId.isAbsent(named) && !asked.equals(ProviderId.read(named));
  }

  /** Returns the trouble of a request without an answer. */
  static ServiceTrouble silent(Throwable cause) {
    String message = "no answer: " + Wording.of(cause);
    return new ServiceTrouble(TroubleKind.PASSING, null, Cause.UNREACHABLE, 0, message);
  }

  private static ServiceTrouble passing(Cause cause, ApiResponse answer) {
    return new ServiceTrouble(TroubleKind.PASSING, null, cause, answer.error(), answer.complaint());
  }

  private static ServiceTrouble throttled(ApiResponse answer) {
    return new ServiceTrouble(
        TroubleKind.THROTTLED, null, Cause.THROTTLED, answer.error(), answer.complaint());
  }

  private static ServiceTrouble held(HoldReason hold, ApiResponse answer) {
    return new ServiceTrouble(TroubleKind.ACCOUNT, hold, null, answer.error(), answer.complaint());
  }
}
