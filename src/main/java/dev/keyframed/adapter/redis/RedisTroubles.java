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
  private final Map<Object, RedisProblem> away = new HashMap<>();
  private RedisProblem told;
  private final Map<Reason, RedisProblem> lasting = new EnumMap<>(Reason.class);

  RedisTroubles(TroubleReporter reporter) {
    this.reporter = reporter;
  }

  /** Records that a link is not connected, and why. */
  synchronized void lost(Object link, RedisProblem problem) {
    away.put(link, problem);
    tell();
  }

  /** Records that a link is connected. */
  synchronized void connected(Object link) {
    away.remove(link);
    tell();
  }

  private void tell() {
    RedisProblem worst =
        away.values().stream().min(Comparator.comparing(RedisProblem::reason)).orElse(null);
    boolean over = told != null && (worst == null || worst.reason() != told.reason());
    if (over && !lasting.containsKey(told.reason())) {
      reporter.ends(Party.REDIS, told.reason().label());
    }
    if (worst != null) {
      reporter.begins(Party.REDIS, worst.reason().label(), worst.words());
    }
    told = worst;
  }

  /** Reports a problem that exists while all links are connected. */
  synchronized void begins(RedisProblem problem) {
    lasting.put(problem.reason(), problem);
    reporter.begins(Party.REDIS, problem.reason().label(), problem.words());
  }

  /** Reports the end of such a problem, if it was reported before. */
  synchronized void ends(Reason reason) {
    boolean over = lasting.remove(reason) != null;
    if (over && (told == null || told.reason() != reason)) {
      reporter.ends(Party.REDIS, reason.label());
    }
  }
}
