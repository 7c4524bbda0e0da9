package dev.keyframed.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.function.Supplier;

/** What the configuration leaves room for: on disk, and for money. */
public final class ConfiguredGauges {
  private ConfiguredGauges() {}

  /**
   * Registers them.
   *
   * @param budget of a day in US dollars, asked at each look; null for none
   */
  public static void register(
      MeterRegistry registry, Path dataDir, Path videosDir, Supplier<BigDecimal> budget) {
    Gauge.builder("keyframed.data.dir.free.bytes", () -> free(dataDir))
        .description("What may still be written to data_dir's disk; NaN where there is none yet.")
        .register(registry);
    Gauge.builder("keyframed.videos.dir.free.bytes", () -> free(videosDir))
        .description("What may still be written to videos.dir's disk; NaN where there is none yet.")
        .register(registry);
    Gauge.builder("keyframed.budget.usd", () -> limit(budget.get()))
        .description("What may be spent in a UTC day; infinite without budget.daily_usd.")
        .register(registry);
  }

  private static double free(Path dir) {
    return dir.toFile().exists() ? dir.toFile().getUsableSpace() : Double.NaN;
  }

  private static double limit(BigDecimal usd) {
    return usd == null ? Double.POSITIVE_INFINITY : usd.doubleValue();
  }
}
