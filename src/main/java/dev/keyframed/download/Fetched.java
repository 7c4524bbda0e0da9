package dev.keyframed.download;

/**
 * How one request for a video ended.
 *
 * @param status of HTTP, or 0 where there was none
 * @param why for people; names no URL
 */
record Fetched(Kind kind, int status, String why) {
  private static final int FORBIDDEN = 403;
  private static final int TIMED_OUT = 408;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  /** What to do next. */
  enum Kind {
    /** Every byte is in the part. */
    WHOLE,
    /** Ended before its end: go on where it was cut. */
    CUT,
    /** Ask for another URL. */
    EXPIRED,
    /** Nothing that we would take: another URL may serve better. */
    UNFIT,
    /** This machine is at fault, such as its disk. */
    LOCAL
  }

  /** Whether storage or the way to it failed, and so nothing is known of the file. */
  boolean isOutOfReach() {
    return switch (kind) {
      case CUT -> true;
      case EXPIRED -> status == FORBIDDEN; // the provider has just signed the URL anew
      case UNFIT -> status >= SERVER_ERROR || status == TOO_MANY || status == TIMED_OUT;
      case WHOLE, LOCAL -> false;
    };
  }

  static Fetched whole() {
    return new Fetched(Kind.WHOLE, 0, "");
  }

  static Fetched cut(String why) {
    return new Fetched(Kind.CUT, 0, why);
  }

  static Fetched local(Throwable cause) {
    return new Fetched(Kind.LOCAL, 0, "a fault of this machine: " + cause);
  }

  static Fetched unfit(int status, String why) {
    return new Fetched(Kind.UNFIT, status, why);
  }
}
