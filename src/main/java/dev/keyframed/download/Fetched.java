package dev.keyframed.download;

/**
 * Holds the outcome of one request for a video.
 *
 * @param status HTTP status, or 0 if there was none
 * @param why reason for users, without any URL
 */
record Fetched(Kind kind, int status, String why) {
  private static final int FORBIDDEN = 403;
  private static final int TIMED_OUT = 408;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  /** Names the next step. */
  enum Kind {
    /** Every byte is in the part. */
    WHOLE,
    /** The transfer was cut: resume it. */
    CUT,
    /** The URL has expired: ask for another one. */
    EXPIRED,
    /** The answer is not usable: another URL may serve a better one. */
    UNFIT,
    /** This machine is at fault, such as its disk. */
    LOCAL
  }

  /**
   * Checks whether the storage host or the way to it failed, which shows nothing about the file.
   */
  boolean isOutOfReach() {
    return switch (kind) {
      case CUT -> true;
      case EXPIRED -> status == FORBIDDEN; // the provider has just signed a new URL
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
