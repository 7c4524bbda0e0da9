package dev.keyframed.port;

import dev.keyframed.support.text.PlainLine;

/** Represents one named health check (src/docs/metrics.md). */
public interface Health {
  /** Returns the name, short and lower case, such as {@code redis}. */
  String name();

  /** Returns the present status, from known facts and without blocking. */
  HealthStatus status();

  /** Checks whether {@code ready} fails while this check is not well. */
  default boolean decidesReadiness() {
    return true;
  }

  /**
   * Represents the status of a check.
   *
   * @param reason for people; names the next step where the check is not well
   */
  record HealthStatus(boolean well, String reason) {
    /** Makes the reason one plain line, since it may contain words of others. */
    public HealthStatus {
      reason = PlainLine.of(reason);
    }

    /** Returns a status that is well. */
    public static HealthStatus well(String reason) {
      return new HealthStatus(true, reason);
    }

    /** Returns a status that is not well. */
    public static HealthStatus unwell(String reason) {
      return new HealthStatus(false, reason);
    }
  }
}
