package dev.keyframed.job;

import java.time.Duration;

/**
 * Computes growing waits with jitter. Pure: the jitter comes from a seed, which keeps the machine a
 * function.
 *
 * @param first the wait after the first failure, before jitter
 * @param factor by which each further wait grows, above 1
 * @param most the longest wait, before jitter: a steady wait may be 10 % longer
 */
public record Backoff(Duration first, double factor, Duration most) {

  /**
   * Returns a wait between zero and the grown wait (full jitter), to spread simultaneous retries.
   */
  public Duration full(int tries, long seed) {
    return scaled(tries, fraction(seed));
  }

  /** Returns the grown wait, varied by up to 10 %, for steady repetition. */
  public Duration steady(int tries, long seed) {
    return scaled(tries, 0.9 + 0.2 * fraction(seed));
  }

  private Duration scaled(int tries, double share) {
    double grown = first.toMillis() * Math.pow(factor, Math.min(tries, 64));
    return Duration.ofMillis((long) (Math.min(grown, (double) most.toMillis()) * share));
  }

  /**
   * Maps the seed to [0, 1) by the finalizer of SplitMix64.
   *
   * <p>Equal seeds give equal values, and neighbouring seeds give spread ones.
   */
  private static double fraction(long seed) {
    long mixed = seed + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1.0p-53;
  }
}
