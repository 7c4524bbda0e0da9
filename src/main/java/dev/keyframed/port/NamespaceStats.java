package dev.keyframed.port;

import dev.keyframed.job.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Holds the counts of a namespace, which Redis keeps up to date by itself.
 *
 * @param jobs jobs in each state; ended ones as far as they are retained
 * @param waiting entries on the queue that no daemon has stored yet
 * @param oldestReady when the oldest job that may be submitted was put on the queue, or null
 * @param overdue tasks that have been at work for longer than the requested time
 * @param mostOverdue how long the scanner's most overdue job has been due; zero where none is
 * @param exposure micro-dollars that open attempts may still cost
 * @param spentToday micro-dollars spent on this UTC day
 */
public record NamespaceStats(
    Map<State, Long> jobs,
    long waiting,
    Instant oldestReady,
    long overdue,
    Duration mostOverdue,
    long exposure,
    long spentToday) {
  /** Copies the map. */
  public NamespaceStats {
    jobs = Map.copyOf(jobs);
  }
}
