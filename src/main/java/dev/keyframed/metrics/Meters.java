package dev.keyframed.metrics;

import dev.keyframed.job.Job.Via;
import dev.keyframed.job.State;
import dev.keyframed.job.Terms;
import dev.keyframed.port.Timing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the parts count and time. Thread-safe. The gauges of the namespace as a whole, which every
 * node computes from the same keys, are {@link NamespaceGauges}.
 */
public final class Meters {
  /** What is documented (provider-api: codes), and what gateways answer. */
  private static final Set<Integer> CODES =
      Set.of(
          1000, 1001, 1002, 1004, 1008, 1013, 1024, 1026, 1027, 1028, 1030, 1033, 1039, 1041, 1042,
          2013, 2045, 2049, 2056, 2061, 2062, 2064, 2067, 400, 401, 402, 403, 404, 422, 429, 500,
          502, 503, 504, 529);

  /** Any other one: what a server may make up must not make series without end. */
  private static final String OTHER = "other";

  private final MeterRegistry registry;
  private final ConnectionMeters connections;

  /** Those that were found before: the registry takes its time. */
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();

  private final Map<String, Timer> timers = new ConcurrentHashMap<>();

  /** One for each callback, so found without a search. */
  private final Map<Push, Map<Answer, Counter>> callbacks = new EnumMap<>(Push.class);

  /** Registers every meter whose labels are known beforehand. */
  public Meters(MeterRegistry registry) {
    this.registry = registry;
    this.connections = new ConnectionMeters(registry);
    for (Submission outcome : Submission.values()) {
      count(CounterName.SUBMISSIONS, 0, label(outcome));
    }
    for (Via via : Via.values()) {
      count(CounterName.COMPLETIONS, 0, label(via));
    }
    for (Poll outcome : Poll.values()) {
      count(CounterName.POLLS, 0, label(outcome));
    }
    for (Download outcome : Download.values()) {
      count(CounterName.DOWNLOADS, 0, label(outcome));
    }
    for (Push kind : Push.values()) {
      Map<Answer, Counter> outcomes = new EnumMap<>(Answer.class);
      for (Answer outcome : Answer.values()) {
        outcomes.put(outcome, CounterName.CALLBACKS.in(registry, label(kind), label(outcome)));
      }
      callbacks.put(kind, outcomes);
    }
    for (State from : State.values()) {
      from.next().forEach(to -> count(CounterName.TRANSITIONS, 0, label(from), label(to)));
    }
    for (Repeat content : Repeat.values()) {
      count(CounterName.REPEATS, 0, label(content));
    }
    count(CounterName.UNKNOWN_WORDS, 0);
    count(CounterName.ORPHAN_TASKS, 0);
    count(CounterName.DOWNLOAD_BYTES, 0);
    expect(TimerName.CHALLENGE);
    expect(TimerName.POLL_LAG);
    expect(TimerName.REDIS_COMMANDS, "ping", "ok");
    expectProvider();
  }

  private void expectProvider() {
    for (String operation : List.of("create", "query", "locate")) {
      for (String outcome : List.of("ok", "refused", "throttled", "error")) {
        expect(TimerName.PROVIDER_REQUESTS, operation, outcome);
      }
      for (int code : CODES) {
        count(CounterName.PROVIDER_ERRORS, 0, operation, Integer.toString(code));
      }
      count(CounterName.PROVIDER_ERRORS, 0, operation, OTHER);
    }
    // Only a creation is sent once, so only there does it matter how far it came.
    expect(TimerName.PROVIDER_REQUESTS, "create", "lost");
    expect(TimerName.PROVIDER_REQUESTS, "create", "not_sent");
    for (String resolution : List.of("768P", "1080P")) {
      count(CounterName.SPEND, 0, Terms.USUAL_MODEL, resolution);
      expect(TimerName.GENERATION, resolution, "6");
    }
    expect(TimerName.GENERATION, "768P", "10");
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

  /** What an entry held whose own id was another entry's before. */
  public enum Repeat {
    /** The same job: the first one again. */
    SAME,
    /** Another job: it is rejected. */
    OTHER
  }

  /** What a callback request was. */
  public enum Push {
    /** The prepare of the vote. */
    CHALLENGE,
    /** A change of status. */
    PUSH,
    /** The daemon's own call to its public URL, or another node's. */
    SELF_CHECK,
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
    count(CounterName.SUBMISSIONS, 1, label(outcome));
  }

  /**
   * A job's task has succeeded.
   *
   * @param took from its submission
   * @param traceId the creation's, by the provider, or null
   */
  public void completed(Via via, String resolution, int seconds, Duration took, String traceId) {
    count(CounterName.COMPLETIONS, 1, label(via));
    Exemplars.of(
        traceId, () -> time(TimerName.GENERATION, took, resolution, Integer.toString(seconds)));
  }

  /** A job has changed its state. */
  public void moved(State from, State to) {
    count(CounterName.TRANSITIONS, 1, label(from), label(to));
  }

  /** An entry brought an own id that another one had brought before. */
  public void repeated(Repeat content) {
    count(CounterName.REPEATS, 1, label(content));
  }

  /** A callback request was answered. */
  public void calledBack(Push kind, Answer outcome) {
    callbacks.get(kind).get(outcome).increment();
  }

  /** A challenge was echoed that long after it came. */
  public void challenged(Duration took) {
    time(TimerName.CHALLENGE, took);
  }

  /** A push spoke of its task in a word that we do not know. */
  public void metUnknownWord() {
    count(CounterName.UNKNOWN_WORDS, 1);
  }

  /** A query of the scanner ended so. */
  public void polled(Poll outcome) {
    count(CounterName.POLLS, 1, label(outcome));
  }

  /** A due job was taken that late. */
  public void tookDue(Duration late) {
    time(TimerName.POLL_LAG, late);
  }

  /** A download ended so, with that many bytes on the way. */
  public void downloaded(Download outcome, long bytes) {
    count(CounterName.DOWNLOADS, 1, label(outcome));
    count(CounterName.DOWNLOAD_BYTES, (double) bytes);
  }

  /** Money was spent. */
  public void spent(String model, String resolution, long microDollars) {
    count(CounterName.SPEND, microDollars / 1e6, model, resolution);
  }

  /** Counts a task whose job Redis has forgotten. */
  public void orphaned() {
    count(CounterName.ORPHAN_TASKS, 1);
  }

  /** The provider answered with a code that is not 0, or with an HTTP error. */
  public void providerError(String operation, int code) {
    String shown = CODES.contains(code) ? Integer.toString(code) : OTHER;
    count(CounterName.PROVIDER_ERRORS, 1, operation, shown);
  }

  /** Times requests to the provider. */
  public Timing provider() {
    return (operation, outcome, took) ->
        time(TimerName.PROVIDER_REQUESTS, took, operation, outcome);
  }

  /** Counts the connections of the callback listener. */
  public ConnectionMeters connections() {
    return connections;
  }

  /** Times commands and scripts of Redis. */
  public Timing redis() {
    return (operation, outcome, took) -> time(TimerName.REDIS_COMMANDS, took, operation, outcome);
  }

  private void count(CounterName name, double amount, String... values) {
    counters
        .computeIfAbsent(key(name.base(), values), unseen -> name.in(registry, values))
        .increment(amount);
  }

  private void time(TimerName name, Duration took, String... values) {
    timers
        .computeIfAbsent(key(name.base(), values), unseen -> name.in(registry, values))
        .record(took);
  }

  private static String key(String base, String... values) {
    return base + '|' + String.join("|", values);
  }

  /** Makes it visible before anything was timed. */
  private void expect(TimerName name, String... values) {
    var unused = name.in(registry, values);
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
