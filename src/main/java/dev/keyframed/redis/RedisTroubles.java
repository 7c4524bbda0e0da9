package dev.keyframed.redis;

import dev.keyframed.port.TroubleReporter;
import dev.keyframed.port.TroubleReporter.Party;
import dev.keyframed.redis.RedisProblem.Reason;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Reports what is wrong with a Redis, over all links to it: an outage is one trouble, however many
 * of them it takes away. Thread-safe.
 */
final class RedisTroubles {
  private final TroubleReporter reporter;

  // Under this.
  private final Map<Object, RedisProblem> away = new HashMap<>();
  private RedisProblem told;
  private final Map<Reason, RedisProblem> lasting = new EnumMap<>(Reason.class);

  RedisTroubles(TroubleReporter reporter) {
    this.reporter = reporter;
  }

  /** That link is not connected, for that reason. */
  synchronized void lost(Object link, RedisProblem problem) {
    away.put(link, problem);
    tell();
  }

  /** That link is connected. */
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

  /** Something is wrong while all are connected. */
  synchronized void begins(RedisProblem problem) {
    lasting.put(problem.reason(), problem);
    reporter.begins(Party.REDIS, problem.reason().label(), problem.words());
  }

  /** That is over, if it ever was. */
  synchronized void ends(Reason reason) {
    boolean over = lasting.remove(reason) != null;
    if (over && (told == null || told.reason() != reason)) {
      reporter.ends(Party.REDIS, reason.label());
    }
  }
}
