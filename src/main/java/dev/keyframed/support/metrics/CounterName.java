package dev.keyframed.support.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/**
 * Lists the counters and their labels (src/docs/metrics.md). Prometheus shows them with {@code
 * _total}.
 */
record CounterName(String base, String help, List<String> labels) {
  static final CounterName SUBMISSIONS =
      name("submissions", "Creation requests by outcome.", "outcome");
  static final CounterName COMPLETIONS =
      name("completions", "Tasks that succeeded, by what reported it first.", "via");
  static final CounterName TRANSITIONS =
      name("job.transitions", "State changes of jobs, made by this node.", "from", "to");
  static final CounterName ENDED =
      name(
          "jobs.ended",
          "Ended jobs by state and error code; a job that continues and ends again is counted again.",
          "state",
          "code");
  static final CounterName OPERATIONS =
      name("operations", "Operations by commands, each counted by one daemon.", "operation");
  static final CounterName REPEATS =
      name(
          "queue.repeats",
          "Queue entries with an own id that was used before, by whether the content is the same.",
          "content");
  static final CounterName CALLBACKS =
      name("callbacks", "Requests to the callback listener.", "kind", "outcome");
  static final CounterName REFUSED =
      name(
          "callback.refused",
          "Connections of the callback listener that were refused or closed early, by reason.",
          "why");
  static final CounterName SELF_CHECKS =
      name("callback.checks", "Calls to the daemon's public URL by outcome.", "outcome");
  static final CounterName UNKNOWN_WORDS =
      name("push.unknown.words", "Pushes with an unknown status.");
  static final CounterName POLLS = name("polls", "Queries of the scanner by outcome.", "outcome");
  static final CounterName DOWNLOADS = name("downloads", "Downloads by outcome.", "outcome");
  static final CounterName DOWNLOAD_BYTES = name("download.bytes", "Bytes of video fetched.");
  static final CounterName ORPHAN_TASKS =
      name("orphan.tasks", "Tasks, possibly paid for, whose job Redis has forgotten.");
  static final CounterName SPEND =
      name(
          "spend.usd",
          "Cost of generations in US dollars, by the price table.",
          "model",
          "resolution");
  static final CounterName PROVIDER_ERRORS =
      name(
          "provider.errors",
          "Errors of the provider by its code or by HTTP status.",
          "operation",
          "code");

  private static CounterName name(String base, String help, String... labels) {
    return new CounterName(base, help, List.of(labels));
  }

  /** Returns the counter with those values of its labels, in their order. */
  Counter in(MeterRegistry registry, String... values) {
    return Counter.builder("keyframed." + base)
        .description(help)
        .tags(Labels.of(labels, values))
        .register(registry);
  }
}
