package dev.keyframed.job.machine;

import dev.keyframed.job.Attempt;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import dev.keyframed.job.JobSpec;
import dev.keyframed.job.Priority;
import dev.keyframed.job.machine.Event.VoteEvidence;
import java.time.Duration;
import java.time.Instant;

/** Provides the fixtures of the machine's tests. */
record JobFixture() {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  static final long PRICE = 280_000;
  static final Attempt FIRST = new Attempt(1, "a");
  static final Attempt SECOND = new Attempt(2, "a");

  /** The evidence with which a missing vote proves that there is no task. */
  static final VoteEvidence FIRM = new VoteEvidence("redis", true);

  static final Policy CAREFUL = policy(false);
  static final Policy BOLD = policy(true);

  private static Policy policy(boolean retryUncertain) {
    return new Policy(
        Duration.ofMinutes(1),
        Duration.ofMinutes(15),
        retryUncertain,
        Duration.ofSeconds(90),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofHours(24),
        8);
  }

  static JobSpec terms(Instant notBefore, Instant expiresAt, int maxAttempts) {
    return new JobSpec(
        "MiniMax-Hailuo-02", "768P", 6, PRICE, Priority.NORMAL, notBefore, expiresAt, maxAttempts);
  }

  static Job queued() {
    return Machine.admit(new JobId("job"), terms(null, null, 3), NOON, NOON);
  }

  static Event.Claimed claim() {
    return new Event.Claimed("a", true, "redis");
  }
}
