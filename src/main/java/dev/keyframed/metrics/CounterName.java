package dev.keyframed.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** The counters and their labels (contract: metrics); Prometheus sees them with {@code _total}. */
record CounterName(String base, String help, List<String> labels) {
  static final CounterName SUBMISSIONS =
      name("submissions", "Creation requests by what became of them.", "outcome");
  static final CounterName COMPLETIONS =
      name("completions", "Tasks that succeeded, by what told us first.", "via");
  static final CounterName TRANSITIONS =
      name("job.transitions", "Changes of state of jobs, made by this node.", "from", "to");
  static final CounterName ENDED =
      name(
          "jobs.ended",
          "Jobs that have ended, by how and for what; one that goes on and ends again counts again.",
          "state",
          "code");
  static final CounterName OPERATIONS =
      name("operations", "What operators did by commands, told by one daemon each.", "operation");
  static final CounterName REPEATS =
      name(
          "queue.repeats",
          "Queue entries with the own id of a job that was there before, by their content.",
          "content");
  static final CounterName CALLBACKS =
      name("callbacks", "Requests to the callback listener.", "kind", "outcome");
  static final CounterName REFUSED =
      name(
          "callback.refused",
          "Connections of the callback listener that were refused, or closed for others.",
          "why");
  static final CounterName SELF_CHECKS =
      name("callback.checks", "Calls to our own public URL by how far they came.", "outcome");
  static final CounterName UNKNOWN_WORDS =
      name("push.unknown.words", "Pushes whose status is a word that we do not know.");
  static final CounterName POLLS =
      name("polls", "Queries of the scanner by what they found.", "outcome");
  static final CounterName DOWNLOADS = name("downloads", "Downloads by how they ended.", "outcome");
  static final CounterName DOWNLOAD_BYTES = name("download.bytes", "Bytes of video fetched.");
  static final CounterName ORPHAN_TASKS =
      name("orphan.tasks", "Tasks, perhaps paid for, whose job Redis has forgotten.");
  static final CounterName SPEND =
      name("spend.usd", "What generations cost by the price table.", "model", "resolution");
  static final CounterName PROVIDER_ERRORS =
      name("provider.errors", "Errors by the provider's code or by status.", "operation", "code");

  private static CounterName name(String base, String help, String... labels) {
    return new CounterName(base, help, List.of(labels));
  }

  /** The counter with those values of its labels, in their order. */
  Counter in(MeterRegistry registry, String... values) {
    return Counter.builder("keyframed." + base)
        .description(help)
        .tags(Labels.of(labels, values))
        .register(registry);
  }
}
