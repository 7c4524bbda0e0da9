package dev.keyframed.provider;

import dev.keyframed.job.Account.Hold;
import dev.keyframed.job.PassingTrouble.Cause;
import dev.keyframed.job.ProviderId;
import dev.keyframed.port.Provider.Trouble;
import dev.keyframed.port.Provider.Trouble.Kind;

/** What a failed query or look for a file says of account and service. Pure. */
final class Troubles {
  private Troubles() {}

  /** By its name, if it has one that speaks of more than the one task or file; else null. */
  static Trouble ofName(Answer answer, Codes name) {
    return switch (name.elsewhere()) {
      case PASSING -> passing(Cause.FAILING, answer);
      case THROTTLED -> throttled(answer);
      case ACCOUNT -> held(name.hold(), answer);
      case ENDED, UNKNOWN_ID -> null;
    };
  }

  /** By the HTTP status of an answer without a name. */
  static Trouble ofStatus(Answer answer) {
    return switch (answer.status()) {
      case 401, 403 -> held(Hold.KEY, answer);
      case 402 -> held(Hold.BALANCE, answer);
      case 429 -> throttled(answer);
      default -> passing(Cause.FAILING, answer);
    };
  }

  /** An answer that is not the API's. */
  static Trouble unreadable() {
    return new Trouble(Kind.PASSING, null, Cause.UNREADABLE, 0, "an unreadable answer");
  }

  /** An answer that speaks of another task or file than was asked for. */
  static Trouble foreign(String what) {
    String message = "an answer to another question: it names another " + what;
    return new Trouble(Kind.PASSING, null, Cause.UNREADABLE, 0, message);
  }

  /**
   * Whether that is another id than was asked for, or cannot be told from one. That none is named
   * is usual.
   */
  static boolean isForeign(Object named, String asked) {
    return !ProviderId.isAbsent(named) && !asked.equals(ProviderId.read(named));
  }

  /** No answer. */
  static Trouble silent(Throwable cause) {
    String message = "no answer: " + Wording.of(cause);
    return new Trouble(Kind.PASSING, null, Cause.UNREACHABLE, 0, message);
  }

  private static Trouble passing(Cause cause, Answer answer) {
    return new Trouble(Kind.PASSING, null, cause, answer.error(), answer.complaint());
  }

  private static Trouble throttled(Answer answer) {
    return new Trouble(Kind.THROTTLED, null, Cause.THROTTLED, answer.error(), answer.complaint());
  }

  private static Trouble held(Hold hold, Answer answer) {
    return new Trouble(Kind.ACCOUNT, hold, null, answer.error(), answer.complaint());
  }
}
