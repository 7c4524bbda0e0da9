package dev.keyframed.service.download;

/**
 * Holds the outcome of one request for a video.
 *
 * @param status HTTP status, or 0 if there was none
 * @param reason reason for users, without any URL
 */
record FetchResult(FetchOutcome kind, int status, String reason) {
  private static final int FORBIDDEN = 403;
  private static final int TIMED_OUT = 408;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  /** Names the next step. */
  enum FetchOutcome {
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

  static FetchResult whole() {
    return new FetchResult(FetchOutcome.WHOLE, 0, "");
  }

  static FetchResult cut(String reason) {
    return new FetchResult(FetchOutcome.CUT, 0, reason);
  }

  static FetchResult local(Throwable cause) {
    return new FetchResult(FetchOutcome.LOCAL, 0, "a fault of this machine: " + cause);
  }

  static FetchResult unfit(int status, String reason) {
    return new FetchResult(FetchOutcome.UNFIT, status, reason);
  }
}
