package dev.keyframed.adapter.redis;

import dev.keyframed.adapter.redis.RedisProblem.Reason;
import dev.keyframed.port.TroubleReporter;
import dev.keyframed.port.TroubleReporter.Party;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Reports the problems of a Redis server over all links. An outage is one trouble, however many
 * links it affects. Thread-safe.
 */
final class RedisTroubles {
  private final TroubleReporter reporter;

  // Guarded by this.
  private final Map<Object, RedisProblem> disconnected = new HashMap<>();
  private RedisProblem reported;
  private final Map<Reason, RedisProblem> active = new EnumMap<>(Reason.class);

  RedisTroubles(TroubleReporter reporter) {
    this.reporter = reporter;
  }

  /** Records that a link is not connected, and why. */
  synchronized void lost(Object link, RedisProblem problem) {
    disconnected.put(link, problem);
    report();
  }

  /** Records that a link is connected. */
  synchronized void connected(Object link) {
    disconnected.remove(link);
    report();
  }

  private void report() {
    RedisProblem worst =
        disconnected.values().stream().min(Comparator.comparing(RedisProblem::reason)).orElse(null);
    boolean ended = reported != null && (worst == null || worst.reason() != reported.reason());
    if (ended && !active.containsKey(reported.reason())) {
      reporter.ends(Party.REDIS, reported.reason().label());
    }
    if (worst != null) {
      reporter.begins(Party.REDIS, worst.reason().label(), worst.words());
    }
    reported = worst;
  }

  /** Reports a problem that exists while all links are connected. */
  synchronized void begins(RedisProblem problem) {
    active.put(problem.reason(), problem);
    reporter.begins(Party.REDIS, problem.reason().label(), problem.words());
  }

  /** Reports the end of such a problem, if it was reported before. */
  synchronized void ends(Reason reason) {
    boolean ended = active.remove(reason) != null;
    if (ended && (reported == null || reported.reason() != reason)) {
      reporter.ends(Party.REDIS, reason.label());
    }
  }
}
