package dev.keyframed.bench;

import java.util.Arrays;
import java.util.List;

/**
 * Defines the durations of measurements; each can be set as a system property, such as
 * bench.rounds.
 */
final class Durations {
  /** Sets the seconds of warm-up; a JVM compiles hot code for more than its first minute. */
  static final int WARM_UP = Integer.getInteger("bench.warmup", 90);

  /** Sets the seconds of one run of the load generator. */
  static final int RUN = Integer.getInteger("bench.seconds", 5);

  /** Sets the pairs of runs, nginx first; only runs close in time can be compared. */
  static final int ROUNDS = Integer.getInteger("bench.rounds", 5);

  /** Sets the seconds for which an idle daemon is measured. */
  static final int IDLE = Integer.getInteger("bench.idle", 20);

  /** Lists the numbers of pending tasks, ascending. */
  static final List<Integer> PENDING =
      Arrays.stream(System.getProperty("bench.pending", "10000,100000,1000000").split(",", -1))
          .map(Integer::valueOf)
          .toList();

  private Durations() {}
}
