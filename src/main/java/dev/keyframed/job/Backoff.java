package dev.keyframed.job;

import java.time.Duration;

/**
 * Growing waits, pure: the jitter comes from a seed, so that the machine stays a function.
 *
 * @param first the wait after the first failure, before jitter
 * @param factor by which each further one grows, above 1
 * @param most the longest wait
 */
public record Backoff(Duration first, double factor, Duration most) {

  /**
   * Between nothing and the whole of the grown wait (full jitter): for what many may want at the
   * same time.
   */
  public Duration full(int tries, long seed) {
    return scaled(tries, fraction(seed));
  }

  /** The grown wait, give or take a tenth: for what should keep its pace. */
  public Duration steady(int tries, long seed) {
    return scaled(tries, 0.9 + 0.2 * fraction(seed));
  }

  private Duration scaled(int tries, double share) {
    double grown = first.toMillis() * Math.pow(factor, Math.min(tries, 64));
    return Duration.ofMillis((long) (Math.min(grown, (double) most.toMillis()) * share));
  }

  /**
   * In [0, 1), alike for alike seeds and spread for neighbouring ones (the finalizer of
   * SplitMix64).
   */
  private static double fraction(long seed) {
    long mixed = seed + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1.0p-53;
  }
}
