package dev.keyframed.job;

import java.time.Instant;

/**
 * Counts the inferences from missing votes since the last challenge.
 *
 * <p>A wave is all that was claimed before the first attempt of the wave was counted. An outage, or
 * a daemon's death, affects all open attempts at once.
 *
 * @param waves waves of voided attempts
 * @param attempts voided attempts, regardless of waves and clocks
 * @param at when the first attempt of the latest wave was counted, or null
 */
public record Doubt(int waves, int attempts, Instant at) {
  /** No attempt was voided since the last challenge. */
  public static final Doubt NONE = new Doubt(0, 0, null);

  /**
   * Waves that may be voided; one may be chance.
   *
   * <p>After the first, creations go out one at a time, each after a pause, so the second is a
   * single attempt. A third would pay again if the account is not challenged.
   */
  public static final int MOST_WAVES = 2;

  /** Voided attempts that are allowed: the number that may be open at once by default. */
  static final int MOST_ATTEMPTS = 50;

  /** Checks whether an attempt claimed at that moment may be voided. */
  boolean allows(Instant claimedAt) {
    boolean known = claimedAt != null && at != null && claimedAt.isBefore(at);
    return attempts < MOST_ATTEMPTS && (waves < MOST_WAVES || known);
  }

  /** Checks whether attempts claimed from now on may not be voided. */
  boolean isStrong() {
    return waves >= MOST_WAVES || attempts >= MOST_ATTEMPTS;
  }

  /**
   * Checks whether more was counted than may be voided: of two simultaneous counts, the later is
   * too many.
   */
  public boolean isExceeded() {
    return waves > MOST_WAVES || attempts > MOST_ATTEMPTS;
  }

  /** Returns the count after an attempt claimed at that moment was voided. */
  Doubt after(Instant claimedAt, Instant now) {
    boolean same = claimedAt != null && at != null && claimedAt.isBefore(at);
    return same ? new Doubt(waves, attempts + 1, at) : new Doubt(waves + 1, attempts + 1, now);
  }
}
