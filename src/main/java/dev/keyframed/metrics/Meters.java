package dev.keyframed.metrics;

import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.Job.Via;
import dev.keyframed.job.State;
import dev.keyframed.port.OperationLog;
import dev.keyframed.port.Timing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the parts count and time. Thread-safe. The gauges of the namespace as a whole, which every
 * node computes from the same keys, are {@link NamespaceGauges}.
 */
public final class Meters {
  /** The code of a job that has ended for no fault. */
  private static final String NONE = "none";

  private static final EnumSet<ErrorCode> REFUSALS =
      EnumSet.of(ErrorCode.INVALID_JOB, ErrorCode.ID_CONFLICT);

  private final ConnectionMeters connections;
  private final MeterCache meters;
  private final ProviderMeters provider;
  private final VideoMeters videos;

  /** So found without a search. */
  private final Map<Push, Map<Answer, Counter>> callbacks = new EnumMap<>(Push.class);

  /** Registers every meter whose labels are known beforehand. */
  public Meters(MeterRegistry registry) {
    this.connections = new ConnectionMeters(registry);
    this.meters = new MeterCache(registry);
    this.provider = new ProviderMeters(meters);
    this.videos = new VideoMeters(registry, meters);
    expect(CounterName.SUBMISSIONS, Submission.values());
    expect(CounterName.COMPLETIONS, Via.values());
    expect(CounterName.POLLS, Poll.values());
    expect(CounterName.DOWNLOADS, Download.values());
    expect(CounterName.REPEATS, Repeat.values());
    expect(CounterName.OPERATIONS, OperationLog.Kind.values());
    for (Push kind : Push.values()) {
      Map<Answer, Counter> outcomes = new EnumMap<>(Answer.class);
      for (Answer outcome : Answer.values()) {
        outcomes.put(outcome, CounterName.CALLBACKS.in(registry, label(kind), label(outcome)));
      }
      callbacks.put(kind, outcomes);
    }
    for (State from : State.values()) {
      from.next().forEach(to -> meters.count(CounterName.TRANSITIONS, 0, label(from), label(to)));
    }
    for (State end : State.values()) {
      codesOf(end).forEach(code -> meters.count(CounterName.ENDED, 0, label(end), code));
    }
    meters.count(CounterName.UNKNOWN_WORDS, 0);
    meters.count(CounterName.ORPHAN_TASKS, 0);
    meters.count(CounterName.DOWNLOAD_BYTES, 0);
    meters.expect(TimerName.CHALLENGE);
    meters.expect(TimerName.POLL_LAG);
    meters.expect(TimerName.REDIS_COMMANDS, "ping", "ok");
  }

  private void expect(CounterName name, Enum<?>... values) {
    Stream.of(values).forEach(value -> meters.count(name, 0, label(value)));
  }

  /** What jobs that end so may have ended for. */
  private static Stream<String> codesOf(State end) {
    return switch (end) {
      case SUCCEEDED, CANCELLED -> Stream.of(NONE);
      case REJECTED -> REFUSALS.stream().map(ErrorCode::label);
      case FAILED -> EnumSet.complementOf(REFUSALS).stream().map(ErrorCode::label);
      case QUEUED, SUBMITTING, UNCERTAIN, GENERATING, DOWNLOADING -> Stream.of();
    };
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
    meters.count(CounterName.SUBMISSIONS, 1, label(outcome));
  }

  /**
   * A job's task has succeeded.
   *
   * @param took from its submission
   * @param traceId the creation's, by the provider, or null
   */
  public void completed(Via via, String resolution, int seconds, Duration took, String traceId) {
    meters.count(CounterName.COMPLETIONS, 1, label(via));
    Exemplars.of(traceId, () -> videos.generated(resolution, seconds, took));
  }

  /** A job has changed its state. */
  public void moved(State from, State to) {
    meters.count(CounterName.TRANSITIONS, 1, label(from), label(to));
  }

  /**
   * A job has ended, perhaps not for the first time.
   *
   * @param code null where it did not fail
   */
  public void ended(State state, ErrorCode code) {
    meters.count(CounterName.ENDED, 1, label(state), code == null ? NONE : code.label());
  }

  /** An operator has done that by a command. */
  public void operated(OperationLog.Kind kind) {
    meters.count(CounterName.OPERATIONS, 1, label(kind));
  }

  /** An entry brought an own id that another one had brought before. */
  public void repeated(Repeat content) {
    meters.count(CounterName.REPEATS, 1, label(content));
  }

  /** A callback request was answered. */
  public void calledBack(Push kind, Answer outcome) {
    callbacks.get(kind).get(outcome).increment();
  }

  /** A challenge was echoed that long after it came. */
  public void challenged(Duration took) {
    meters.time(TimerName.CHALLENGE, took);
  }

  /** A push spoke of its task in a word that we do not know. */
  public void metUnknownWord() {
    meters.count(CounterName.UNKNOWN_WORDS, 1);
  }

  /** A query of the scanner ended so. */
  public void polled(Poll outcome) {
    meters.count(CounterName.POLLS, 1, label(outcome));
  }

  /** A due job was taken that late. */
  public void tookDue(Duration late) {
    meters.time(TimerName.POLL_LAG, late);
  }

  /** A download ended so, with that many bytes on the way. */
  public void downloaded(Download outcome, long bytes) {
    meters.count(CounterName.DOWNLOADS, 1, label(outcome));
    meters.count(CounterName.DOWNLOAD_BYTES, (double) bytes);
  }

  /** Money was spent. */
  public void spent(String model, String resolution, long microDollars) {
    videos.spent(model, resolution, microDollars);
  }

  /** Counts a task whose job Redis has forgotten. */
  public void orphaned() {
    meters.count(CounterName.ORPHAN_TASKS, 1);
  }

  /** The provider answered with a code that is not 0, or with an HTTP error. */
  public void providerError(String operation, int code) {
    provider.failed(operation, code);
  }

  /** Times requests to the provider. */
  public Timing provider() {
    return provider::requested;
  }

  /** Counts the connections of the callback listener. */
  public ConnectionMeters connections() {
    return connections;
  }

  /** Times commands and scripts of Redis. */
  public Timing redis() {
    return (operation, outcome, took) ->
        meters.time(TimerName.REDIS_COMMANDS, took, operation, outcome);
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
