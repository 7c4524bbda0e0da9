package dev.keyframed.support.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Registers the gauge that names the embedded Redis. */
public final class RedisInfoGauge {
  private RedisInfoGauge() {}

  /**
   * Registers the gauge.
   *
   * @param source origin of the server: one of a few fixed words
   */
  public static void register(MeterRegistry registry, String version, String source) {
    Gauge.builder("keyframed.redis.info", () -> 1)
        .description("Always 1; the labels are version and source of the embedded Redis.")
        .tag("version", version)
        .tag("source", source)
        .register(registry);
  }
}
