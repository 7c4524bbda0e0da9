package dev.keyframed.redis;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs at the head of the line that cannot be read. They are passed over for a while, so that those
 * behind them have their turn, and then tried again: somebody may have mended them. Thread-safe.
 */
final class Unreadable {
  private static final Logger LOG = LoggerFactory.getLogger(Unreadable.class);
  private static final long FOR_A_WHILE = Duration.ofMinutes(5).toNanos();
  private static final int MOST = 100;

  private final Map<String, Long> met = new LinkedHashMap<>();

  /** Those to be passed over now. */
  synchronized List<String> ids() {
    long now = System.nanoTime();
    met.values().removeIf(since -> now - since > FOR_A_WHILE);
    return List.copyOf(met.keySet());
  }

  /** Another one; whether it will be passed over: so many are not, something else is wrong. */
  synchronized boolean met(String id, RuntimeException why) {
    if (met.size() >= MOST) {
      return false;
    }
    LOG.atError().addKeyValue("job", id).setCause(why).log("a job that waits cannot be read");
    met.put(id, System.nanoTime());
    return true;
  }
}
