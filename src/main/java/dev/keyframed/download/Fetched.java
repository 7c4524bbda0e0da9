package dev.keyframed.download;

/**
 * How one request for a video ended.
 *
 * @param status of HTTP, or 0 where there was none
 * @param why for people; names no URL
 */
record Fetched(Kind kind, int status, String why) {
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
