package dev.keyframed.job;

import dev.keyframed.job.Job.Naming;
import dev.keyframed.job.Job.Past;
import java.time.Duration;
import java.time.Instant;

/** The steps that several rooms of the machine share, each on a draft. */
final class Moves {
  /**
   * How many attempts left behind are remembered: more than a hash field of 64 bytes holds are
   * never needed.
   */
  private static final int REMEMBERED = 4;

  /**
   * Between two attempts that came to nothing, for the one job; the account as a whole has its own
   * pause.
   */
  private static final Backoff RETRY = new Backoff(Duration.ofSeconds(2), 2, Duration.ofMinutes(5));

  private Moves() {}

  /** Waits among the queued until {@code readyAt} (null: no wait), or until it expires. */
  static void queue(Draft draft, Instant now, Instant readyAt) {
    draft.state = State.QUEUED;
    draft.ready = readyAt == null || !now.isBefore(readyAt);
    Instant expiry = draft.terms.expiresAt();
    boolean expiresFirst = draft.ready || (expiry != null && expiry.isBefore(readyAt));
    draft.due = expiresFirst ? expiry : readyAt;
  }

  /**
   * Back to the queue, with nothing left of the attempt: at once the first time, later with growing
   * waits.
   */
  static void requeue(Draft draft, Instant now) {
    Instant readyAt = draft.tries == 0 ? null : now.plus(RETRY.full(draft.tries, seed(draft)));
    draft.tries++;
    forgetAttempt(draft);
    queue(draft, now, readyAt);
  }

  /** No attempt is under way any more, and what it might have cost is not to be expected. */
  static void forgetAttempt(Draft draft) {
    draft.attempt = null;
    draft.withCallback = false;
    draft.voted = false;
    draft.storeId = null;
    draft.open = 0;
    forgetTask(draft);
  }

  /** No task is known any more. */
  static void forgetTask(Draft draft) {
    draft.taskId = null;
    draft.naming = null;
    draft.hinted = false;
    draft.fileId = null;
    draft.generatedAt = null;
    draft.lookBy = null;
    draft.misses = 0;
  }

  /** Leaves the attempt behind, in sight: should it turn out to be a task, it will be known. */
  static void leaveBehind(Draft draft, boolean paid) {
    leaveBehind(draft, new Past(draft.attempt, paid));
  }

  private static void leaveBehind(Draft draft, Past left) {
    draft.past.add(left);
    if (draft.past.size() > REMEMBERED) {
      // One that was given up may well be a task, a voided one hardly ever.
      Past least =
          draft.past.stream().filter(one -> !one.paid()).findFirst().orElse(draft.past.get(0));
      draft.past.remove(least);
    }
  }

  /**
   * The same for one whose task has failed, if push or operator were right in what they named:
   * should another turn up for it, they were not.
   */
  static void leaveFailed(Draft draft) {
    leaveBehind(draft, new Past(draft.attempt, false, draft.taskId));
    draft.attempt = null;
  }

  /** When to look at a task of which a push has just told. */
  static Instant look(boolean ended, Instant now) {
    return ended ? Job.AT_ONCE : now;
  }

  /** A task is at work; {@code look} is when to ask for it first, and no push puts that off. */
  static void generate(Draft draft, Instant look) {
    draft.state = State.GENERATING;
    draft.ready = false;
    draft.storeId = null; // nothing is inferred of its creation any more
    draft.untried = 0;
    draft.tries = 0;
    draft.misses = 0;
    draft.due = look;
    draft.lookBy = look;
    draft.finishedAt = null;
    draft.failure = null;
  }

  /** Knows the task from now on. */
  static void bind(Draft draft, String taskId, Naming naming) {
    forgetTask(draft);
    draft.taskId = taskId;
    draft.naming = naming;
  }

  /** What the attempt might have cost, it has cost. */
  static void spend(Draft draft) {
    draft.spent += draft.open;
    draft.open = 0;
  }

  /** What the attempt might have cost, it has not, though it may be counted as spent already. */
  static void takeBack(Draft draft) {
    draft.spent -= draft.open == 0 ? draft.terms.price() : 0;
    draft.open = 0;
  }

  /** The attempt was no task. An operator may have set the count back meanwhile. */
  static void uncount(Draft draft) {
    draft.paid = Math.max(0, draft.paid - 1);
  }

  /** Ends it; whoever calls says why. */
  static void end(Draft draft, State state, Instant now) {
    draft.state = state;
    draft.ready = false;
    draft.due = null;
    draft.lookBy = null;
    draft.finishedAt = now;
  }

  /** Ends it without a video. */
  static void fail(Draft draft, Failure why, Instant now) {
    end(draft, State.FAILED, now);
    draft.failure = why;
  }

  /** Differs from job to job and from change to change. */
  static long seed(Draft draft) {
    return draft.id.text().hashCode() * 31L + draft.version;
  }
}
