package dev.keyframed.support.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Registers gauges of the configured limits: free disk space and budget. */
public final class ConfiguredGauges {
  private ConfiguredGauges() {}

  /**
   * Registers the gauges.
   *
   * @param budget budget of a day in US dollars, read at each scrape; null for none
   */
  public static void register(
      MeterRegistry registry, Path dataDir, Path videosDir, Supplier<BigDecimal> budget) {
    Gauge.builder("keyframed.data.dir.free.bytes", () -> free(dataDir))
        .description("Free space for data_dir; NaN if the directory does not exist yet.")
        .register(registry);
    Gauge.builder("keyframed.videos.dir.free.bytes", () -> free(videosDir))
        .description("Free space for videos.dir; NaN if the directory does not exist yet.")
        .register(registry);
    Gauge.builder("keyframed.budget.usd", () -> limit(budget.get()))
        .description("Budget of a UTC day in US dollars; infinite without budget.daily_usd.")
        .register(registry);
  }

  private static double free(Path dir) {
    return dir.toFile().exists() ? dir.toFile().getUsableSpace() : Double.NaN;
  }

  private static double limit(BigDecimal usd) {
    return usd == null ? Double.POSITIVE_INFINITY : usd.doubleValue();
  }
}
