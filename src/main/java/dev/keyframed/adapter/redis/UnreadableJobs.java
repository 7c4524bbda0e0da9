package dev.keyframed.adapter.redis;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers unreadable jobs at the head of the ready jobs. They are skipped for a while, so that
 * the jobs behind them are processed, and then tried again, because they may have been repaired.
 * Thread-safe.
 */
final class UnreadableJobs {
  private static final Logger LOG = LoggerFactory.getLogger(UnreadableJobs.class);
  private static final long SKIP_NANOS = Duration.ofMinutes(5).toNanos();
  private static final int MOST = 100;

  private final Map<String, Long> skippedAt = new LinkedHashMap<>();

  /** Returns the ids of the jobs to skip now. */
  synchronized List<String> ids() {
    long now = System.nanoTime();
    skippedAt.values().removeIf(since -> now - since > SKIP_NANOS);
    return List.copyOf(skippedAt.keySet());
  }

  /**
   * Adds an unreadable job. Returns whether it will be skipped. It is not if there are too many,
   * because that has another cause.
   */
  synchronized boolean skip(String id, RuntimeException cause) {
    if (skippedAt.size() >= MOST) {
      return false;
    }
    LOG.atError()
        .addKeyValue("job", id)
        .setCause(cause)
        .log("cannot read a waiting job, skipping it for some minutes");
    skippedAt.put(id, System.nanoTime());
    return true;
  }
}
