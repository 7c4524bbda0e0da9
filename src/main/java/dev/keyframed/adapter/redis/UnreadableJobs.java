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
  private static final long FOR_A_WHILE = Duration.ofMinutes(5).toNanos();
  private static final int MOST = 100;

  private final Map<String, Long> met = new LinkedHashMap<>();

  /** Returns the ids of the jobs to skip now. */
  synchronized List<String> ids() {
    long now = System.nanoTime();
    met.values().removeIf(since -> now - since > FOR_A_WHILE);
    return List.copyOf(met.keySet());
  }

  /**
   * Adds an unreadable job. Returns whether it will be skipped. It is not if there are too many,
   * because that has another cause.
   */
  synchronized boolean met(String id, RuntimeException why) {
    if (met.size() >= MOST) {
      return false;
    }
    LOG.atError()
        .addKeyValue("job", id)
        .setCause(why)
        .log("cannot read a waiting job, skipping it for some minutes");
    met.put(id, System.nanoTime());
    return true;
  }
}
