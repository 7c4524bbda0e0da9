package dev.keyframed.job.model;

import dev.keyframed.job.Failure;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobBuilder;
import dev.keyframed.job.JobId;
import dev.keyframed.job.JobSpec;
import dev.keyframed.job.Priority;
import dev.keyframed.job.State;
import dev.keyframed.job.Video;
import dev.keyframed.job.machine.Machine;
import dev.keyframed.job.machine.Policy;
import java.time.Duration;
import java.time.Instant;

/**
 * Reduces a job to the facts that make a difference to its future.
 *
 * <p>A moment is awaited or not, a counter has begun or not, words are left out. So a finite number
 * of jobs remains.
 */
final class CanonicalJob {
  /** The moment of all events that do not wait for a moment. */
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  /** The moment at which all awaited moments have come. */
  static final Instant DUE = NOW.plus(Duration.ofHours(1));

  /** The moment at which a task is given up. */
  static final Instant TOO_LATE = NOW.plus(Duration.ofHours(24));

  /** The cost of one generation. */
  static final long PRICE = 1;

  /** A video on disk. */
  static final Video VIDEO = new Video("/v/j.mp4", 1, "0".repeat(64), 0, 0);

  private static final JobSpec TERMS =
      new JobSpec("MiniMax-Hailuo-02", "768P", 6, PRICE, Priority.NORMAL, null, null, 3);

  private CanonicalJob() {}

  /** Returns the daemon's policy, with or without another submission of uncertain jobs. */
  static Policy policy(boolean retryUncertain) {
    return new Policy(
        Duration.ofMinutes(1),
        Duration.ofMinutes(15),
        retryUncertain,
        Duration.ofSeconds(90),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.between(NOW, TOO_LATE),
        2);
  }

  static Job admitted() {
    return of(Machine.admit(new JobId("j"), TERMS, NOW, NOW));
  }

  static Job of(Job job) {
    State state = job.state();
    JobBuilder draft = job.edit();
    draft.version = 0;
    draft.due = job.due() == null ? null : isPutOffTooFar(job) ? TOO_LATE : DUE;
    draft.queryDeadline = job.queryDeadline() == null ? null : DUE;
    draft.submittedAt = job.submittedAt() == null ? null : NOW;
    draft.generatedAt = state == State.DOWNLOADING || isAskedAgain(job) ? NOW : null;
    draft.finishedAt = null;
    draft.completedBy = null;
    draft.notSent = 0; // it is only shown
    draft.unsentClaims = 0; // it ends jobs that have waited too long; waiting has no end here
    draft.endReported = false; // it only makes a query earlier, and any moment may come already
    draft.traceId = null;
    draft.notFoundCount = Math.min(job.notFoundCount(), 1);
    draft.failure = job.failure() == null ? null : Failure.of(job.failure().code(), "");
    boolean open = state == State.SUBMITTING;
    draft.redisReplId = open ? job.redisReplId() : null;
    draft.withCallback = open && job.withCallback();
    boolean unnamed = open || state == State.QUEUED || state == State.UNCERTAIN;
    draft.retries = unnamed ? Math.min(job.retries(), 1) : 0;
    if (state == State.SUCCEEDED || state == State.CANCELLED) {
      draft.paid = 0;
      draft.voted = false;
      draft.taskIdSource = null;
    }
    return draft.done();
  }

  /** Checks whether its next query is later than any push may make it. */
  static boolean isPutOffTooFar(Job job) {
    return job.queryDeadline() != null && job.due().isAfter(job.queryDeadline());
  }

  /** Checks whether its video was there, in a file that the provider no longer knows. */
  private static boolean isAskedAgain(Job job) {
    boolean waits = job.state() == State.GENERATING || job.state() == State.FAILED;
    return waits && job.generatedAt() != null && job.fileId() == null;
  }
}
