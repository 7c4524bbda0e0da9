package dev.keyframed.support.metrics;

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
import java.util.Set;
import java.util.stream.Stream;

/**
 * Counts and times the work of the parts. Thread-safe. The gauges of the whole namespace, which
 * every node computes from the same keys, are in {@link NamespaceGauges}.
 */
public final class Meters {
  /** Code of a job that has ended without an error. */
  private static final String NONE = "none";

  private static final EnumSet<ErrorCode> REFUSALS =
      EnumSet.of(ErrorCode.INVALID_JOB, ErrorCode.ID_CONFLICT);

  private final ConnectionMeters connections;
  private final MeterCache meters;
  private final ProviderMeters provider;
  private final VideoMeters videos;

  /** Held by kind and outcome, so that a counter is found without a search. */
  private final Map<CallbackKind, Map<CallbackOutcome, Counter>> callbacks =
      new EnumMap<>(CallbackKind.class);

  /** Registers every meter whose labels are known in advance. */
  public Meters(MeterRegistry registry) {
    this.connections = new ConnectionMeters(registry);
    this.meters = new MeterCache(registry);
    this.provider = new ProviderMeters(meters);
    this.videos = new VideoMeters(registry, meters);
    expect(CounterName.SUBMISSIONS, SubmissionOutcome.values());
    expect(CounterName.COMPLETIONS, Via.values());
    expect(CounterName.POLLS, PollOutcome.values());
    expect(CounterName.DOWNLOADS, DownloadOutcome.values());
    expect(CounterName.REPEATS, RepeatKind.values());
    expect(CounterName.OPERATIONS, OperationLog.OperationKind.values());
    for (CallbackKind kind : CallbackKind.values()) {
      Map<CallbackOutcome, Counter> outcomes = new EnumMap<>(CallbackOutcome.class);
      for (CallbackOutcome outcome : CallbackOutcome.values()) {
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

  /** Returns the codes that jobs with that final state may have. */
  private static Stream<String> codesOf(State end) {
    return switch (end) {
      case SUCCEEDED, CANCELLED -> Stream.of(NONE);
      case REJECTED -> REFUSALS.stream().map(ErrorCode::label);
      case FAILED -> EnumSet.complementOf(REFUSALS).stream().map(ErrorCode::label);
      case QUEUED, SUBMITTING, UNCERTAIN, GENERATING, DOWNLOADING -> Stream.of();
    };
  }

  /** Names the outcome of a creation request. */
  public enum SubmissionOutcome {
    /** There is a task. */
    CREATED,
    /** Refused for good: the job has failed. */
    REFUSED,
    /** Refused for now: rate, account or callback check. */
    THROTTLED,
    /** There is certainly no task: never sent, or without a vote. */
    NOT_CREATED,
    /** There may be a task. */
    UNCERTAIN
  }

  /** Names the result of a query of the scanner. */
  public enum PollOutcome {
    /** The task is at work. */
    RUNNING,
    /** The task has succeeded. */
    SUCCEEDED,
    /** The task has failed. */
    FAILED,
    /** The task is not known. */
    UNKNOWN,
    /** The query itself failed. */
    ERROR
  }

  /** Names the outcome of a download. */
  public enum DownloadOutcome {
    /** The video is on disk. */
    SAVED,
    /** The download will be repeated, or was the last try. */
    FAILED
  }

  /** Names the content of an entry whose own id belonged to an earlier entry. */
  public enum RepeatKind {
    /** The same job: a repeat of the first one. */
    SAME,
    /** Another job: it is rejected. */
    OTHER
  }

  /** Names the kind of a callback request. */
  public enum CallbackKind {
    /** The challenge, which prepares the vote. */
    CHALLENGE,
    /** A change of status. */
    PUSH,
    /** The daemon's own call to its public URL, or another node's. */
    SELF_CHECK,
    /** None of these, or not from the provider. */
    OTHER
  }

  /** Names the answer to a callback request. */
  public enum CallbackOutcome {
    /** 200, and it changed something. */
    ACCEPTED,
    /** 200, or no echo: late, repeated, or of an attempt that is no longer the job's. */
    STALE,
    /** 404: the URL does not verify. */
    FORGED,
    /** 4xx: the request is not readable. */
    MALFORMED,
    /** 503: the message could not be stored. */
    UNAVAILABLE
  }

  /** Counts the outcome of a creation request. */
  public void submitted(SubmissionOutcome outcome) {
    meters.count(CounterName.SUBMISSIONS, 1, label(outcome));
  }

  /**
   * Counts and times a job's task that has succeeded.
   *
   * @param took time since its submission
   * @param traceId the provider's trace id of the creation, or null
   */
  public void completed(Via via, String resolution, int seconds, Duration took, String traceId) {
    meters.count(CounterName.COMPLETIONS, 1, label(via));
    Exemplars.of(traceId, () -> videos.generated(resolution, seconds, took));
  }

  /** Counts a state change of a job. */
  public void moved(State from, State to) {
    meters.count(CounterName.TRANSITIONS, 1, label(from), label(to));
  }

  /**
   * Counts the end of a job, which need not be its first.
   *
   * @param code null if it did not fail
   */
  public void ended(State state, ErrorCode code) {
    meters.count(CounterName.ENDED, 1, label(state), code == null ? NONE : code.label());
  }

  /** Counts an operation by an operator's command. */
  public void operated(OperationLog.OperationKind kind) {
    meters.count(CounterName.OPERATIONS, 1, label(kind));
  }

  /** Counts an entry with an own id that an earlier entry had. */
  public void repeated(RepeatKind content) {
    meters.count(CounterName.REPEATS, 1, label(content));
  }

  /** Counts an answered callback request. */
  public void calledBack(CallbackKind kind, CallbackOutcome outcome) {
    callbacks.get(kind).get(outcome).increment();
  }

  /** Times a challenge from its arrival to its echo. */
  public void challengeAnswered(Duration took) {
    meters.time(TimerName.CHALLENGE, took);
  }

  /** Counts a push with an unknown status. */
  public void metUnknownWord() {
    meters.count(CounterName.UNKNOWN_WORDS, 1);
  }

  /** Counts a query of the scanner. */
  public void polled(PollOutcome outcome) {
    meters.count(CounterName.POLLS, 1, label(outcome));
  }

  /** Times the delay with which a due job was taken. */
  public void tookDue(Duration late) {
    meters.time(TimerName.POLL_LAG, late);
  }

  /** Counts a download and the bytes that it transferred. */
  public void downloaded(DownloadOutcome outcome, long bytes) {
    meters.count(CounterName.DOWNLOADS, 1, label(outcome));
    meters.count(CounterName.DOWNLOAD_BYTES, (double) bytes);
  }

  /** Adds an amount in micro-dollars that was spent. */
  public void spent(String model, String resolution, long microDollars) {
    videos.spent(model, resolution, microDollars);
  }

  /** Counts a task whose job Redis has forgotten. */
  public void orphaned() {
    meters.count(CounterName.ORPHAN_TASKS, 1);
  }

  /**
   * Registers the codes and statuses by which errors of the provider are counted. To be called
   * once, before the first error.
   */
  public void expectProviderErrors(Set<Integer> codes) {
    provider.expectCodes(codes);
  }

  /** Counts an answer of the provider with a code that is not 0, or with an HTTP error. */
  public void providerError(String operation, int code) {
    provider.failed(operation, code);
  }

  /** Returns the timer of requests to the provider. */
  public Timing provider() {
    return provider::requested;
  }

  /** Returns the meters of the callback listener's connections. */
  public ConnectionMeters connections() {
    return connections;
  }

  /** Returns the timer of commands and scripts of Redis. */
  public Timing redis() {
    return (operation, outcome, took) ->
        meters.time(TimerName.REDIS_COMMANDS, took, operation, outcome);
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
