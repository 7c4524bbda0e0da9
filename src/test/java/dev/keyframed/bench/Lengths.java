package dev.keyframed.bench;

import java.util.Arrays;
import java.util.List;

/** How long things are measured; each can be set as a system property, such as bench.rounds. */
final class Lengths {
  /**
   * Seconds until the JVM has compiled what is used most; for the first minute it is still at it.
   */
  static final int WARM_UP = Integer.getInteger("bench.warmup", 90);

  /** Seconds for one run of the load generator. */
  static final int RUN = Integer.getInteger("bench.seconds", 5);

  /** Pairs of runs, nginx first, then the daemon: only what is close in time can be compared. */
  static final int ROUNDS = Integer.getInteger("bench.rounds", 5);

  /** Seconds that the daemon is watched while it has nothing to do. */
  static final int IDLE = Integer.getInteger("bench.idle", 20);

  /** How many tasks are pending, the fewest first. */
  static final List<Integer> PENDING =
      Arrays.stream(System.getProperty("bench.pending", "10000,100000,1000000").split(",", -1))
          .map(Integer::valueOf)
          .toList();

  private Lengths() {}
}
