package dev.keyframed.job;

import dev.keyframed.job.Job.Naming;
import java.time.Duration;
import java.time.Instant;

/** Applies the operators' commands to a job. */
final class Operation {
  private final Job job;
  private final Instant now;

  Operation(Job job, Instant now) {
    this.job = job;
    this.now = now;
  }

  Decision cancel() {
    if (job.state().isEnded()) {
      return Decision.stay(job);
    }
    Draft draft = job.edit();
    if (job.voted() || job.taskId() != null || job.state() == State.UNCERTAIN) {
      Moves.spend(draft); // its task is given up, its cost still counts
      draft.voted = true; // a later answer to the creation counts no second cost
    }
    draft.open = 0;
    Moves.end(draft, State.CANCELLED, now);
    return Decision.to(job, draft);
  }

  /** Repeats the cheapest step that failed: a generated video is never generated again. */
  Decision retry() {
    if (job.state() != State.FAILED) {
      return Decision.stay(job);
    }
    Draft draft = job.edit();
    ErrorCode why = job.failure().code();
    if (why == ErrorCode.DOWNLOAD_FAILED && job.fileId() == null) {
      Draft asking = Generation.askAgain(job, now, Duration.ZERO, 0);
      asking.submittedAt = now; // the time to give up counts anew
      return Decision.to(job, asking);
    }
    if (why == ErrorCode.DOWNLOAD_FAILED) {
      draft.submittedAt = now; // here too, for a file that the provider does not know
      draft.state = State.DOWNLOADING;
      draft.due = now;
      draft.finishedAt = null;
      draft.failure = null;
      draft.tries = 0;
    } else if (isTaskAtWork(why)) {
      draft.submittedAt = now; // the time to give up counts anew
      Moves.generate(draft, now);
    } else {
      submitAgain(draft);
    }
    return Decision.to(job, draft);
  }

  /** Checks for a known task without a known failure: another submission would pay twice. */
  private boolean isTaskAtWork(ErrorCode why) {
    boolean turnedUp = why == ErrorCode.SUBMISSION_UNCERTAIN && job.taskId() != null;
    boolean lookedAt = job.due() != null;
    return why == ErrorCode.GENERATION_TIMED_OUT || job.misses() > 0 || turnedUp || lookedAt;
  }

  private void submitAgain(Draft draft) {
    if (job.failure().code() == ErrorCode.SUBMISSION_UNCERTAIN) {
      Moves.leaveBehind(draft, true);
    }
    draft.terms = job.terms().withoutExpiry();
    draft.paid = 0;
    draft.untried = 0;
    draft.tries = 0;
    draft.finishedAt = null;
    draft.failure = null;
    Moves.requeue(draft, now);
  }

  Decision resolvedAs(String taskId) {
    if (!isUncertain()) {
      return Decision.stay(job);
    }
    Draft draft = job.edit();
    draft.submittedAt = now; // the time to give up counts anew
    Moves.bind(draft, taskId, Naming.OPERATOR);
    Moves.generate(draft, now);
    return Decision.to(job, draft);
  }

  Decision resolvedNotCreated() {
    if (!isUncertain()) {
      return Decision.stay(job);
    }
    Draft draft = job.edit();
    Moves.takeBack(draft);
    Moves.uncount(draft);
    draft.tries = 0;
    draft.finishedAt = null;
    draft.failure = null;
    Moves.leaveBehind(draft, false);
    Moves.requeue(draft, now);
    return Decision.to(job, draft);
  }

  private boolean isUncertain() {
    boolean givenUp =
        job.state() == State.FAILED
            && job.failure().code() == ErrorCode.SUBMISSION_UNCERTAIN
            && job.taskId() == null;
    return givenUp || job.state() == State.UNCERTAIN;
  }
}
