package dev.keyframed.adapter.redis;

import dev.keyframed.adapter.redis.RedisProblem.Reason;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks regularly whether Redis accepts writes, and whether the user has all rights. A server that
 * is full, or has lost its disk or its replicas, answers but refuses writes. Rights can be taken
 * away at any time. The checks are scripts that write nothing. Thread-safe.
 */
final class WriteProbe {
  /** Sets the interval of the checks. */
  static final Duration INTERVAL = Duration.ofSeconds(4);

  private final Vertx vertx;
  private final RedisLink link;
  private final RequiredRights rights;
  private final RedisTroubles troubles;
  private final Duration every;
  private final ClockCheck clocks;
  private final Script probe = Script.alone("probe");

  // Guarded by this.
  private final Map<Reason, RedisProblem> found = new EnumMap<>(Reason.class);

  /** Creates a probe that uses the given link. */
  WriteProbe(
      Vertx vertx,
      RedisLink link,
      RequiredRights rights,
      RedisTroubles troubles,
      Clock clock,
      Duration every) {
    this.clocks = new ClockCheck(clock, troubles);
    this.vertx = vertx;
    this.link = link;
    this.rights = rights;
    this.troubles = troubles;
    this.every = every;
  }

  /**
   * Starts the checks, on each new connection and at the interval. Returns a function that stops
   * the latter.
   */
  Runnable start() {
    link.onConnected(this::check);
    long timer = vertx.setPeriodic(every.toMillis(), fired -> check());
    return () -> vertx.cancelTimer(timer);
  }

  /** Returns the most severe refusal, if any. */
  synchronized Optional<RedisProblem> refusal() {
    return found.values().stream().findFirst();
  }

  /** Runs the checks if the link is connected. The link itself reports an outage. */
  private void check() {
    if (!link.isConnected()) {
      return;
    }
    Instant sentAt = clocks.now();
    probe
        .run(link, List.of(), List.of())
        .onSuccess(
            time -> {
              found(Reason.REFUSED_WRITES, Optional.empty());
              clocks.answered(link.endpoint(), sentAt, Instant.ofEpochMilli(time.toLong()));
            })
        .onFailure(
            cause -> {
              if (cause instanceof RedisErrorException) {
                refused(RepeatedRefusals.plain(cause.getCause().getMessage()));
              }
            });
    rights
        .missing(link.endpoint(), request -> link.send("rights", request))
        .onSuccess(
            missing ->
                found(
                    Reason.MISSING_RIGHT,
                    missing.map(right -> RedisProblem.of(link.endpoint(), right))));
  }

  /** Reports a refused write. Missing rights are reported by a check of their own. */
  private void refused(String words) {
    if (Remedy.reason(words) != Reason.MISSING_RIGHT) {
      found(
          Reason.REFUSED_WRITES,
          Optional.of(
              new RedisProblem(
                  Reason.REFUSED_WRITES,
                  "Redis refuses writes: " + words + "; " + Remedy.of(words))));
    }
  }

  private void found(Reason reason, Optional<RedisProblem> problem) {
    synchronized (this) {
      found.remove(reason);
      problem.ifPresent(one -> found.put(reason, one));
    }
    problem.ifPresentOrElse(troubles::begins, () -> troubles.ends(reason));
  }
}
