package dev.keyframed.redis;

import dev.keyframed.redis.RedisProblem.Reason;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a Redis takes writes and lets our user do what is needed: one that is full, or has lost
 * its disk or its replicas, answers and refuses them, and rights can be taken away at any time.
 * Asks by scripts that write nothing. Thread-safe.
 */
final class WriteProbe {
  /** From one question to the next. */
  static final Duration EVERY = Duration.ofSeconds(4);

  private final Vertx vertx;
  private final RedisLink link;
  private final Rights rights;
  private final RedisTroubles troubles;
  private final Duration every;
  private final ClockCheck clocks;
  private final Script probe = Script.alone("probe");

  // Under this.
  private final Map<Reason, RedisProblem> found = new EnumMap<>(Reason.class);

  /** Over that link. */
  WriteProbe(
      Vertx vertx,
      RedisLink link,
      Rights rights,
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

  /** Asks on each new connection, and again and again; what stops that. */
  Runnable start() {
    link.onConnected(this::look);
    long timer = vertx.setPeriodic(every.toMillis(), fired -> look());
    return () -> vertx.cancelTimer(timer);
  }

  /** What Redis refuses, the greatest first. */
  synchronized Optional<RedisProblem> refusal() {
    return found.values().stream().findFirst();
  }

  /** An outage is the link's to tell. */
  private void look() {
    if (!link.isConnected()) {
      return;
    }
    Instant asked = clocks.now();
    probe
        .run(link, List.of(), List.of())
        .onSuccess(
            time -> {
              found(Reason.REFUSED_WRITES, Optional.empty());
              clocks.answered(link.endpoint(), asked, Instant.ofEpochMilli(time.toLong()));
            })
        .onFailure(
            cause -> {
              if (cause instanceof RedisFault) {
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

  /** Rights are looked at by themselves. */
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
