package dev.keyframed.provider;

import dev.keyframed.port.Provider.Trouble;
import dev.keyframed.port.Provider.Trouble.Kind;

/** What a failed query or look for a file says of account and service. Pure. */
final class Troubles {
  private Troubles() {}

  /** By the HTTP status, which is not 2xx. */
  static Trouble ofStatus(Answer answer) {
    Kind kind =
        switch (answer.status()) {
          case 401, 403 -> Kind.ACCOUNT;
          case 429 -> Kind.THROTTLED;
          default -> Kind.PASSING;
        };
    return new Trouble(kind, answer.status(), answer.complaint());
  }

  /** By the code, which is not 0; null where it speaks of the one task or file. */
  static Trouble ofCode(Answer answer) {
    Kind kind =
        switch (Codes.of(answer.error()).elsewhere()) {
          case PASSING -> Kind.PASSING;
          case THROTTLED -> Kind.THROTTLED;
          case ACCOUNT -> Kind.ACCOUNT;
          case ENDED, UNKNOWN_ID -> null;
        };
    return kind == null ? null : new Trouble(kind, answer.error(), answer.complaint());
  }

  /** An answer that is not the API's. */
  static Trouble unreadable() {
    return new Trouble(Kind.PASSING, 0, "an unreadable answer");
  }

  /** No answer. */
  static Trouble silent(Throwable cause) {
    return new Trouble(Kind.PASSING, 0, "no answer: " + cause);
  }
}
