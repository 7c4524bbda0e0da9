package dev.keyframed.support.metrics;

import dev.keyframed.job.JobSpec;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the cost of videos and times their generation, by the requested model and form. Amounts
 * are added in whole micro-dollars: sums of doubles would lose precision.
 */
final class VideoMeters {
  private static final double MICROS = 1e6;
  private static final List<String> RESOLUTIONS = List.of("768P", "1080P");
  private static final List<String> SECONDS = List.of("6", "10");

  private final MeterRegistry registry;
  private final MeterCache meters;
  private final Map<List<String>, LongAdder> spent = new ConcurrentHashMap<>();

  /** Registers all combinations that can be requested. */
  VideoMeters(MeterRegistry registry, MeterCache meters) {
    this.registry = registry;
    this.meters = meters;
    for (String resolution : RESOLUTIONS) {
      spent(JobSpec.USUAL_MODEL, resolution, 0);
      meters.expect(TimerName.GENERATION, resolution, "6");
    }
    meters.expect(TimerName.GENERATION, "768P", "10");
  }

  void spent(String model, String resolution, long microDollars) {
    List<String> labels =
        List.of(
            Labels.known(List.of(JobSpec.USUAL_MODEL), model),
            Labels.known(RESOLUTIONS, resolution));
    spent.computeIfAbsent(labels, this::register).add(microDollars);
  }

  private LongAdder register(List<String> labels) {
    LongAdder micros = new LongAdder();
    CounterName name = CounterName.SPEND;
    FunctionCounter.builder("keyframed." + name.base(), micros, sum -> sum.sum() / MICROS)
        .description(name.help())
        .tags(Labels.of(name.labels(), labels.toArray(String[]::new)))
        .register(registry);
    return micros;
  }

  void generated(String resolution, int seconds, Duration took) {
    meters.time(
        TimerName.GENERATION,
        took,
        Labels.known(RESOLUTIONS, resolution),
        Labels.known(SECONDS, Integer.toString(seconds)));
  }
}
