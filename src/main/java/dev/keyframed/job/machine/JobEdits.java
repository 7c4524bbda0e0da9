package dev.keyframed.job.machine;

import dev.keyframed.job.Backoff;
import dev.keyframed.job.Failure;
import dev.keyframed.job.Job;
import dev.keyframed.job.Job.FormerAttempt;
import dev.keyframed.job.Job.TaskIdSource;
import dev.keyframed.job.JobBuilder;
import dev.keyframed.job.State;
import java.time.Duration;
import java.time.Instant;

/** Provides the edits of a draft that several rules share. */
final class JobEdits {
  /**
   * Attempts left behind that are remembered: more than fit into a hash field of 64 bytes are never
   * needed.
   */
  private static final int REMEMBERED = 4;

  /** Pauses of one job after an attempt without a task; the account has pauses of its own. */
  private static final Backoff RETRY_BACKOFF =
      new Backoff(Duration.ofSeconds(2), 2, Duration.ofMinutes(5));

  private JobEdits() {}

  /** Queues the job until {@code readyAt} (null: no wait), or until it expires. */
  static void queue(JobBuilder draft, Instant now, Instant readyAt) {
    draft.state = State.QUEUED;
    draft.ready = readyAt == null || !now.isBefore(readyAt);
    Instant expiry = draft.spec.expiresAt();
    boolean expiresFirst = draft.ready || (expiry != null && expiry.isBefore(readyAt));
    draft.due = expiresFirst ? expiry : readyAt;
  }

  /** Queues the job again without an attempt: at once the first time, then after growing pauses. */
  static void requeue(JobBuilder draft, Instant now) {
    Instant readyAt =
        draft.retries == 0 ? null : now.plus(RETRY_BACKOFF.full(draft.retries, seed(draft)));
    draft.retries++;
    forgetAttempt(draft);
    queue(draft, now, readyAt);
  }

  /** Clears the attempt and its possible cost. */
  static void forgetAttempt(JobBuilder draft) {
    draft.attempt = null;
    draft.withCallback = false;
    draft.voted = false;
    draft.redisReplId = null;
    draft.reserved = 0;
    forgetTask(draft);
  }

  /** Clears the task. */
  static void forgetTask(JobBuilder draft) {
    draft.taskId = null;
    draft.taskIdSource = null;
    draft.endReported = false;
    draft.fileId = null;
    draft.generatedAt = null;
    draft.queryDeadline = null;
    draft.notFoundCount = 0;
  }

  /** Remembers the attempt as left behind, in case it turns out to be a task. */
  static void leaveBehind(JobBuilder draft, boolean paid) {
    leaveBehind(draft, new FormerAttempt(draft.attempt, paid));
  }

  private static void leaveBehind(JobBuilder draft, FormerAttempt former) {
    draft.past.add(former);
    if (draft.past.size() > REMEMBERED) {
      // A given-up attempt may well be a task, a voided one hardly ever.
      FormerAttempt least =
          draft.past.stream()
              .filter(attempt -> !attempt.paid())
              .findFirst()
              .orElse(draft.past.get(0));
      draft.past.remove(least);
    }
  }

  /**
   * Remembers the attempt as left behind, with its failed task. Another task of it would show that
   * the push or the operator had named the wrong one.
   */
  static void leaveFailed(JobBuilder draft) {
    leaveBehind(draft, new FormerAttempt(draft.attempt, false, draft.taskId));
    draft.attempt = null;
  }

  /** Returns when to query a task that a push has just named. */
  static Instant nextQueryAt(boolean ended, Instant now) {
    return ended ? Job.AT_ONCE : now;
  }

  /**
   * Starts the wait for a task. No push puts off {@code firstQueryAt}, unless the caller sets a
   * later {@code queryDeadline}.
   */
  static void generate(JobBuilder draft, Instant firstQueryAt) {
    draft.state = State.GENERATING;
    draft.ready = false;
    draft.redisReplId = null; // nothing is inferred of its creation any more
    draft.unsentClaims = 0;
    draft.retries = 0;
    draft.notFoundCount = 0;
    draft.due = firstQueryAt;
    draft.queryDeadline = firstQueryAt;
    draft.finishedAt = null;
    draft.failure = null;
  }

  /** Sets the task in place of any other. */
  static void bind(JobBuilder draft, String taskId, TaskIdSource source) {
    forgetTask(draft);
    draft.taskId = taskId;
    draft.taskIdSource = source;
  }

  /** Counts the attempt's possible cost as spent. */
  static void spend(JobBuilder draft) {
    draft.spent += draft.reserved;
    draft.reserved = 0;
  }

  /** Takes back the attempt's possible cost, even if it is counted as spent already. */
  static void takeBack(JobBuilder draft) {
    draft.spent -= draft.reserved == 0 ? draft.spec.price() : 0;
    draft.reserved = 0;
  }

  /** Takes the attempt off the paid ones. An operator may have reset the count meanwhile. */
  static void uncount(JobBuilder draft) {
    draft.paid = Math.max(0, draft.paid - 1);
  }

  /** Ends the job; the caller sets the reason. */
  static void end(JobBuilder draft, State state, Instant now) {
    draft.state = state;
    draft.ready = false;
    draft.due = null;
    draft.queryDeadline = null;
    draft.finishedAt = now;
  }

  /** Ends the job without a video. */
  static void fail(JobBuilder draft, Failure failure, Instant now) {
    end(draft, State.FAILED, now);
    draft.failure = failure;
  }

  /** Returns a seed that differs between jobs and between changes. */
  static long seed(JobBuilder draft) {
    return draft.id.text().hashCode() * 31L + draft.version;
  }
}
