package dev.keyframed.support.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Caches the counters and timers of a registry, whose lookup is slow. */
final class MeterCache {
  private final MeterRegistry registry;
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();
  private final Map<String, Timer> timers = new ConcurrentHashMap<>();

  MeterCache(MeterRegistry registry) {
    this.registry = registry;
  }

  void count(CounterName name, double amount, String... values) {
    counters
        .computeIfAbsent(key(name.base(), values), unseen -> name.in(registry, values))
        .increment(amount);
  }

  void time(TimerName name, Duration took, String... values) {
    timers
        .computeIfAbsent(key(name.base(), values), unseen -> name.in(registry, values))
        .record(took);
  }

  /** Registers a timer, so that it is visible before its first sample. */
  void expect(TimerName name, String... values) {
    var unused = name.in(registry, values);
  }

  private static String key(String base, String... values) {
    return base + '|' + String.join("|", values);
  }
}
