package dev.keyframed.provider;

/**
 * The one table of the provider's codes (provider-api: codes). A row is a meaning, and says what
 * follows from it on a creation, and on a query or a look for a file.
 */
enum Codes {
  /** Unknown, internal, downstream. */
  INTERNAL(OnCreate.PASSING, Elsewhere.PASSING),
  /** The provider's own time-out: it may have gone through. */
  TIMED_OUT(OnCreate.LOST, Elsewhere.PASSING),
  /** Rate, quota a minute, connections, growth, peak load; the last two are unofficial. */
  BUSY(OnCreate.THROTTLED, Elsewhere.THROTTLED),
  /** Key refused, or of another region. */
  KEY(OnCreate.ACCOUNT, Elsewhere.ACCOUNT),
  /** Balance used up, plan's limit, model not in plan; the last four are unofficial. */
  FUNDS(OnCreate.ACCOUNT, Elsewhere.ACCOUNT),
  /** Prompt or image refused. */
  INPUT(OnCreate.CONTENT, Elsewhere.ENDED),
  /** Illegal characters in the prompt: of a task that exists it says nothing. */
  CHARACTERS(OnCreate.CONTENT, Elsewhere.PASSING),
  /** Output refused. */
  OUTPUT(OnCreate.CONTENT, Elsewhere.ENDED),
  /** Invalid parameters: on a query that is the id. */
  PARAMETERS(OnCreate.PARAMETERS, Elsewhere.UNKNOWN_ID),
  /** Any other. */
  OTHER(OnCreate.UNHEARD_OF, Elsewhere.PASSING);

  private final OnCreate onCreate;
  private final Elsewhere elsewhere;

  Codes(OnCreate onCreate, Elsewhere elsewhere) {
    this.onCreate = onCreate;
    this.elsewhere = elsewhere;
  }

  /** What a creation's answer of that code means. */
  enum OnCreate {
    /** No task: too many requests. */
    THROTTLED,
    /** No task: trouble of the account. */
    ACCOUNT,
    /** No task: prompt or frames refused. */
    CONTENT,
    /** No task: parameters refused, or the callback check failed. */
    PARAMETERS,
    /** As if there were no answer. */
    LOST,
    /** Perhaps a task; may go well another time. */
    PASSING,
    /** Perhaps a task; nothing is known of the code. */
    UNHEARD_OF
  }

  /** What that code means on a query, or on a look for a file. */
  enum Elsewhere {
    /** Nothing of the task; may go well another time. */
    PASSING,
    /** Nothing of the task; too many requests. */
    THROTTLED,
    /** Nothing of the task; trouble of the account. */
    ACCOUNT,
    /** The task has failed. */
    ENDED,
    /** The provider does not know that id. */
    UNKNOWN_ID
  }

  /** The row of that code, which is not 0. */
  static Codes of(int code) {
    return switch (code) {
      case 1000, 1013, 1024, 1033 -> INTERNAL;
      case 1001 -> TIMED_OUT;
      case 1002, 1039, 1041, 2045, 2062, 2064 -> BUSY;
      case 1004, 2049 -> KEY;
      case 1008, 2056, 1028, 1030, 2061, 2067 -> FUNDS;
      case 1026 -> INPUT;
      case 1042 -> CHARACTERS;
      case 1027 -> OUTPUT;
      case 2013 -> PARAMETERS;
      default -> OTHER;
    };
  }

  OnCreate onCreate() {
    return onCreate;
  }

  Elsewhere elsewhere() {
    return elsewhere;
  }
}
