package dev.keyframed.service.download;

import java.time.Duration;

/**
 * Holds the time limits and the least speed of downloads.
 *
 * @param bytesPerSecond least speed over a whole window; a slower transfer is cut and resumed
 * @param window time over which the speed is measured
 * @param silence time without a byte after which a transfer is cut
 * @param deadline time after which a run is ended; the next run resumes
 * @param pause time before a cut transfer is resumed
 * @param recheckInterval least time between two checks of a file that is no MP4, for them to count
 *     as two: a cache may serve half a file for a while
 */
record DownloadTimeouts(
    long bytesPerSecond,
    Duration window,
    Duration silence,
    Duration deadline,
    Duration pause,
    Duration recheckInterval) {
  static final DownloadTimeouts USUAL =
      new DownloadTimeouts(
          10_000,
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofMillis(500),
          Duration.ofMinutes(1));

  /** Returns the least number of bytes for that time. */
  long least(Duration time) {
    return bytesPerSecond * time.toMillis() / 1000;
  }
}
