package dev.keyframed.download;

import java.time.Duration;

/**
 * How patient a download is.
 *
 * @param bytesPerSecond slower than that, over a whole window, it is cut and resumed
 * @param silence without a byte for so long, it is cut
 * @param deadline a run that takes longer is ended, and goes on as the next one
 * @param pause before a cut download is resumed
 * @param apart the least time between two looks at a file that is no MP4, for them to count as two:
 *     a cache may serve half a file for a while
 */
record Pace(
    long bytesPerSecond,
    Duration window,
    Duration silence,
    Duration deadline,
    Duration pause,
    Duration apart) {
  static final Pace USUAL =
      new Pace(
          10_000,
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofMillis(500),
          Duration.ofMinutes(1));

  /** The fewest bytes that such a time must bring. */
  long least(Duration time) {
    return bytesPerSecond * time.toMillis() / 1000;
  }
}
