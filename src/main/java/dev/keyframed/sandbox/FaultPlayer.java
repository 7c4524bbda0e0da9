package dev.keyframed.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decides by a plan which fault occurs, and counts opportunities and faults of each job.
 *
 * <p>A new plan resets the counts. Thread-safe.
 */
final class FaultPlayer {
  private FaultPlan plan;
  private long seed;
  private final Map<String, Integer> ordinals = new HashMap<>();
  private final Map<FaultKey, FaultCount> counts = new HashMap<>();

  /** Identifies a rule by its index, since a plan may contain the same rule twice. */
  private record FaultKey(int rule, String job) {}

  private record FaultCount(int evaluated, int played) {}

  FaultPlayer(FaultPlan plan, long seed) {
    this.plan = plan;
    this.seed = seed;
  }

  synchronized void set(FaultPlan next, long nextSeed) {
    plan = next;
    seed = nextSeed;
    ordinals.clear();
    counts.clear();
  }

  /** Returns the fault of this opportunity, if any. */
  synchronized Optional<PlannedFault> at(Fault.Point point, FaultTarget subject) {
    if (point == Fault.Point.CREATE) ordinals.putIfAbsent(subject.job(), ordinals.size() + 1);
    int ordinal = ordinals.getOrDefault(subject.job(), 0);
    for (int i = 0; i < plan.rules().size(); i++) {
      FaultRule rule = plan.rules().get(i);
      if (rule.play().fault().point != point) continue;
      FaultKey key = new FaultKey(i, subject.job());
      FaultCount before = counts.getOrDefault(key, new FaultCount(0, 0));
      boolean fires = rule.fires(seed, subject, ordinal, before.evaluated(), before.played());
      counts.put(key, new FaultCount(before.evaluated() + 1, before.played() + (fires ? 1 : 0)));
      if (fires) return Optional.of(rule.play());
    }
    return Optional.empty();
  }
}
