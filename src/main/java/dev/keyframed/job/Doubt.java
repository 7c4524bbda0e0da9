package dev.keyframed.job;

import java.time.Instant;

/**
 * Counts what was inferred from missing votes since a challenge was last seen. One wave is what was
 * claimed before the latest count: an outage, or a daemon's death, meets all that is open at once.
 *
 * @param waves how many waves of attempts were voided
 * @param attempts how many attempts that were, whatever the clocks say of waves
 * @param at when the latest wave was counted, or null
 */
public record Doubt(int waves, int attempts, Instant at) {
  /** A challenge was seen, and nothing voided since. */
  public static final Doubt NONE = new Doubt(0, 0, null);

  /**
   * Two: one may be chance. After the first, creations go out one at a time, each after a pause, so
   * the second is a single attempt; a third would pay again if the account is not challenged.
   */
  public static final int MOST_WAVES = 2;

  /** As many as may be open at once in the usual configuration. */
  static final int MOST_ATTEMPTS = 50;

  /** Whether an attempt claimed at that moment may be voided. */
  boolean allows(Instant claimedAt) {
    boolean known = claimedAt != null && at != null && claimedAt.isBefore(at);
    return attempts < MOST_ATTEMPTS && (waves < MOST_WAVES || known);
  }

  /** Whether what is claimed from now on may not be voided. */
  boolean isStrong() {
    return waves >= MOST_WAVES || attempts >= MOST_ATTEMPTS;
  }

  /**
   * Whether more was counted than may be voided: two came at once, and the later one is too many.
   */
  public boolean isExceeded() {
    return waves > MOST_WAVES || attempts > MOST_ATTEMPTS;
  }

  /** The same after such an attempt was voided. */
  Doubt after(Instant claimedAt, Instant now) {
    boolean same = claimedAt != null && at != null && claimedAt.isBefore(at);
    return same ? new Doubt(waves, attempts + 1, at) : new Doubt(waves + 1, attempts + 1, now);
  }
}
