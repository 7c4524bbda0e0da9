package dev.keyframed.port;

import dev.keyframed.text.PlainLine;

/** Represents one named health check (src/docs/metrics.md). */
public interface Health {
  /** Returns the name, short and lower case, such as {@code redis}. */
  String name();

  /** Returns the present status, from known facts and without blocking. */
  Status status();

  /** Checks whether {@code ready} fails while this check is not well. */
  default boolean decidesReadiness() {
    return true;
  }

  /**
   * Represents the status of a check.
   *
   * @param reason for people; names the next step where the check is not well
   */
  record Status(boolean well, String reason) {
    /** Makes the reason one plain line, since it may contain words of others. */
    public Status {
      reason = PlainLine.of(reason);
    }

    /** Returns a status that is well. */
    public static Status well(String reason) {
      return new Status(true, reason);
    }

    /** Returns a status that is not well. */
    public static Status unwell(String reason) {
      return new Status(false, reason);
    }
  }
}
