package dev.keyframed.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Which Redis the daemon runs itself. */
public final class RedisInfoGauge {
  private RedisInfoGauge() {}

  /**
   * Registers it.
   *
   * @param source who keeps it up to date: one of a few fixed words
   */
  public static void register(MeterRegistry registry, String version, String source) {
    Gauge.builder("keyframed.redis.info", () -> 1)
        .description("Always 1; tells the version of the embedded Redis, and where it comes from.")
        .tag("version", version)
        .tag("source", source)
        .register(registry);
  }
}
