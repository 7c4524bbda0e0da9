package dev.keyframed.metrics;

import dev.keyframed.job.Job.Via;
import dev.keyframed.job.State;
import dev.keyframed.port.Timing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the parts count and time. Thread-safe. The gauges of the namespace as a whole, which every
 * node computes from the same keys, are {@link NamespaceGauges}.
 */
public final class Meters {
  private final MeterRegistry registry;
  private final Map<Submission, Counter> submissions = new EnumMap<>(Submission.class);
  private final Map<Via, Counter> completions = new EnumMap<>(Via.class);
  private final Map<Poll, Counter> polls = new EnumMap<>(Poll.class);
  private final Map<Download, Counter> downloads = new EnumMap<>(Download.class);
  private final Timer challenges;
  private final Timer pollLag;
  private final Counter downloadedBytes;

  /** Registers every meter whose labels are known beforehand. */
  public Meters(MeterRegistry registry) {
    this.registry = registry;
    for (Submission outcome : Submission.values()) {
      submissions.put(
          outcome,
          counter("submissions", "Creation requests by what became of them.", "outcome", outcome));
    }
    for (Via via : Via.values()) {
      completions.put(
          via, counter("completions", "Tasks that succeeded, by what told us first.", "via", via));
    }
    for (Poll outcome : Poll.values()) {
      polls.put(
          outcome,
          counter("polls", "Queries of the scanner by what they found.", "outcome", outcome));
    }
    for (Download outcome : Download.values()) {
      downloads.put(
          outcome, counter("downloads", "Downloads by how they ended.", "outcome", outcome));
    }
    for (Push kind : Push.values()) {
      for (Answer outcome : Answer.values()) {
        callbacks(kind, outcome).increment(0);
      }
    }
    for (State from : State.values()) {
      from.next().forEach(to -> transitions(from, to).increment(0));
    }
    challenges =
        timer(
            "challenge",
            "From a challenge's arrival to its echo.",
            5,
            10,
            25,
            50,
            100,
            250,
            500,
            1000,
            2000,
            3000);
    pollLag =
        timer(
            "poll.lag",
            "How late a due job was taken.",
            100,
            500,
            1000,
            5000,
            15000,
            60000,
            300000);
    downloadedBytes =
        Counter.builder("keyframed.download.bytes")
            .description("Bytes of video fetched.")
            .register(registry);
  }

  /** What became of a creation request. */
  public enum Submission {
    /** A task. */
    CREATED,
    /** Refused for good: the job has failed. */
    REFUSED,
    /** Refused for now: rate, account or callback check. */
    THROTTLED,
    /** Surely no task: never sent, or no vote. */
    NOT_CREATED,
    /** Perhaps a task. */
    UNCERTAIN
  }

  /** What a query of the scanner found. */
  public enum Poll {
    /** At work. */
    RUNNING,
    /** Done. */
    SUCCEEDED,
    /** Failed. */
    FAILED,
    /** No such task. */
    UNKNOWN,
    /** The query itself failed. */
    ERROR
  }

  /** How a download ended. */
  public enum Download {
    /** The video is on disk. */
    SAVED,
    /** It will be tried again, or was the last try. */
    FAILED
  }

  /** What a callback request was. */
  public enum Push {
    /** The prepare of the vote. */
    CHALLENGE,
    /** A change of status. */
    PUSH,
    /** Neither, or not from the provider. */
    OTHER
  }

  /** How a callback request was answered. */
  public enum Answer {
    /** 200, and it moved something. */
    ACCEPTED,
    /** 200, or no echo: late, repeated, or of an attempt that is no longer the job's. */
    STALE,
    /** 404: it does not verify. */
    FORGED,
    /** 4xx: unreadable. */
    MALFORMED,
    /** 503: it could not be stored. */
    UNAVAILABLE
  }

  /** A creation request has ended so. */
  public void submitted(Submission outcome) {
    submissions.get(outcome).increment();
  }

  /** A job's task has succeeded; {@code took} is from its submission. */
  public void completed(Via via, String resolution, int seconds, Duration took) {
    completions.get(via).increment();
    Timer.builder("keyframed.generation")
        .description("From the submission of a task to the news of its success.")
        .tags("resolution", resolution, "duration", Integer.toString(seconds))
        .serviceLevelObjectives(
            slo(
                1000, 5000, 15000, 30000, 60000, 90000, 120000, 180000, 300000, 600000, 1800000,
                3600000))
        .register(registry)
        .record(took);
  }

  /** A job has changed its state; the counter's help is its name. */
  public void moved(State from, State to) {
    transitions(from, to).increment();
  }

  /** A callback request was answered. */
  public void calledBack(Push kind, Answer outcome) {
    callbacks(kind, outcome).increment();
  }

  /** A challenge was echoed that long after it came. */
  public void challenged(Duration took) {
    challenges.record(took);
  }

  /** A query of the scanner ended so. */
  public void polled(Poll outcome) {
    polls.get(outcome).increment();
  }

  /** A due job was taken that late. */
  public void tookDue(Duration late) {
    pollLag.record(late);
  }

  /** A download ended so, with that many bytes on the way. */
  public void downloaded(Download outcome, long bytes) {
    downloads.get(outcome).increment();
    downloadedBytes.increment((double) bytes);
  }

  /** Money was spent. */
  public void spent(String model, String resolution, long microDollars) {
    Counter.builder("keyframed.spend.usd")
        .description("What generations have cost by the price table, in USD.")
        .tags("model", model, "resolution", resolution)
        .register(registry)
        .increment(microDollars / 1e6);
  }

  /** The provider answered with a code that is not 0, or with an HTTP error. */
  public void providerError(String operation, int code) {
    Counter.builder("keyframed.provider.errors")
        .description("Errors by the provider's own code, or the HTTP status.")
        .tags("operation", operation, "code", Integer.toString(code))
        .register(registry)
        .increment();
  }

  /** Times requests to the provider. */
  public Timing provider() {
    return timing(
        "keyframed.provider.requests",
        "Requests to the provider.",
        slo(50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000));
  }

  /** Times commands and scripts of Redis. */
  public Timing redis() {
    return timing(
        "keyframed.redis.commands",
        "Commands and scripts of Redis.",
        slo(1, 2, 5, 10, 25, 50, 100, 250, 1000, 5000));
  }

  private Timing timing(String name, String help, Duration[] slo) {
    return (operation, outcome, took) ->
        Timer.builder(name)
            .description(help)
            .tags("operation", operation, "outcome", outcome)
            .serviceLevelObjectives(slo)
            .register(registry)
            .record(took);
  }

  private Counter counter(String name, String help, String label, Enum<?> value) {
    return Counter.builder("keyframed." + name)
        .description(help)
        .tag(label, value.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  private Counter callbacks(Push kind, Answer outcome) {
    return Counter.builder("keyframed.callbacks")
        .description("Requests to the callback listener by kind and answer.")
        .tags(
            "kind",
            kind.name().toLowerCase(Locale.ROOT),
            "outcome",
            outcome.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  private Counter transitions(State from, State to) {
    return Counter.builder("keyframed.job.transitions")
        .description("Changes of state of jobs, made by this node.")
        .tags("from", from.label(), "to", to.label())
        .register(registry);
  }

  private Timer timer(String name, String help, long... milliseconds) {
    return Timer.builder("keyframed." + name)
        .description(help)
        .serviceLevelObjectives(slo(milliseconds))
        .register(registry);
  }

  private static Duration[] slo(long... milliseconds) {
    return Arrays.stream(milliseconds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }
}
