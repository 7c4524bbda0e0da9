package dev.keyframed.job;

import java.time.Instant;

/**
 * Holds the parts of a request that the machine needs. Prompt and frames are not among them.
 *
 * @param resolution such as {@code 768P}
 * @param duration seconds of video
 * @param price micro-dollars that one generation costs
 * @param priority its place among the waiting
 * @param notBefore not submitted earlier, or null
 * @param expiresAt not submitted at or after this moment, or null
 * @param maxAttempts how many paid attempts it may have, at least 1
 */
public record JobSpec(
    String model,
    String resolution,
    int duration,
    long price,
    Priority priority,
    Instant notBefore,
    Instant expiresAt,
    int maxAttempts) {
  /** The one model that takes a last frame (src/docs/provider-api.md). */
  public static final String USUAL_MODEL = "MiniMax-Hailuo-02";

  /** Checks whether the job must not be submitted any more. */
  public boolean isExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }

  /** Returns the same terms without an expiry. */
  public JobSpec withoutExpiry() {
    return new JobSpec(model, resolution, duration, price, priority, notBefore, null, maxAttempts);
  }
}
