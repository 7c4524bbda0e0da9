package dev.keyframed.support.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Lists the timers and their labels (src/docs/metrics.md). Prometheus shows them with {@code
 * _seconds}.
 *
 * @param buckets bounds around the expected and the alarming values; at most twelve, as each one is
 *     a series
 */
record TimerName(String base, String help, List<Duration> buckets, List<String> labels) {
  static final TimerName PROVIDER_REQUESTS =
      name(
          "provider.requests",
          "Requests to the provider.",
          milliseconds(50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000),
          "operation",
          "outcome");
  static final TimerName REDIS_COMMANDS =
      name(
          "redis.commands",
          "Commands and scripts of Redis.",
          milliseconds(1, 2, 5, 10, 25, 50, 100, 250, 1000, 5000),
          "operation",
          "outcome");
  static final TimerName CHALLENGE =
      name(
          "challenge",
          "Time from a challenge's arrival to its echo.",
          milliseconds(5, 10, 25, 50, 100, 250, 500, 1000, 2000, 3000));
  static final TimerName POLL_LAG =
      name(
          "poll.lag",
          "Delay with which due jobs were taken.",
          milliseconds(100, 500, 1000, 5000, 15_000, 60_000, 300_000));
  static final TimerName GENERATION =
      name(
          "generation",
          "Time from the submission of a task to the report of its success.",
          // From a sandbox's second to the slowest task that is waited for.
          seconds(1, 5, 15, 30, 60, 90, 120, 180, 300, 600, 1800, 3600),
          "resolution",
          "duration");

  private static TimerName name(
      String base, String help, List<Duration> buckets, String... labels) {
    return new TimerName(base, help, buckets, List.of(labels));
  }

  private static List<Duration> milliseconds(long... bounds) {
    return LongStream.of(bounds).mapToObj(Duration::ofMillis).toList();
  }

  private static List<Duration> seconds(long... bounds) {
    return LongStream.of(bounds).mapToObj(Duration::ofSeconds).toList();
  }

  /** Returns the timer with those values of its labels, in their order. */
  Timer in(MeterRegistry registry, String... values) {
    return Timer.builder("keyframed." + base)
        .description(help)
        .tags(Labels.of(labels, values))
        .serviceLevelObjectives(buckets.toArray(Duration[]::new))
        .register(registry);
  }
}
