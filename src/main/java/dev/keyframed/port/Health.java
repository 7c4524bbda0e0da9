package dev.keyframed.port;

import dev.keyframed.text.PlainLine;

/** One thing that can be well or not, by name (contract: HTTP, health). */
public interface Health {
  /** Short and lower case, such as {@code redis}. */
  String name();

  /** How it is now; answers at once, from what is known already. */
  Status status();

  /** Whether {@code ready} fails while this is not well. */
  default boolean decidesReadiness() {
    return true;
  }

  /**
   * How a thing is.
   *
   * @param reason for people; says what to do next where it is not well
   */
  record Status(boolean well, String reason) {
    /** Makes the reason fit for a line: words of others may stand in it. */
    public Status {
      reason = PlainLine.of(reason);
    }

    /** All is well. */
    public static Status well(String reason) {
      return new Status(true, reason);
    }

    /** It is not. */
    public static Status unwell(String reason) {
      return new Status(false, reason);
    }
  }
}
