package dev.keyframed.job.machine;

import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.Job;
import dev.keyframed.job.Job.TaskIdSource;
import dev.keyframed.job.JobBuilder;
import dev.keyframed.job.State;
import java.time.Duration;
import java.time.Instant;

/** Applies the operators' commands to a job. */
final class OperatorRules {
  private final Job job;
  private final Instant now;

  OperatorRules(Job job, Instant now) {
    this.job = job;
    this.now = now;
  }

  Decision cancel() {
    if (job.state().isEnded()) {
      return Decision.unchanged(job);
    }
    JobBuilder draft = job.edit();
    if (job.voted() || job.taskId() != null || job.state() == State.UNCERTAIN) {
      JobEdits.spend(draft); // its task is given up, its cost still counts
      draft.voted = true; // a later answer to the creation counts no second cost
    }
    draft.reserved = 0;
    JobEdits.end(draft, State.CANCELLED, now);
    return Decision.to(job, draft);
  }

  /** Repeats the cheapest step that failed: a generated video is never generated again. */
  Decision retry() {
    if (job.state() != State.FAILED) {
      return Decision.unchanged(job);
    }
    JobBuilder draft = job.edit();
    ErrorCode code = job.failure().code();
    if (code == ErrorCode.DOWNLOAD_FAILED && job.fileId() == null) {
      JobBuilder asking = GenerationRules.queryAgain(job, now, Duration.ZERO, 0);
      asking.submittedAt = now; // the time to give up counts anew
      return Decision.to(job, asking);
    }
    if (code == ErrorCode.DOWNLOAD_FAILED) {
      draft.submittedAt = now; // here too, for a file that the provider does not know
      draft.state = State.DOWNLOADING;
      draft.due = now;
      draft.finishedAt = null;
      draft.failure = null;
      draft.retries = 0;
    } else if (isTaskAtWork(code)) {
      draft.submittedAt = now; // the time to give up counts anew
      JobEdits.generate(draft, now);
    } else {
      submitAgain(draft);
    }
    return Decision.to(job, draft);
  }

  /** Checks for a known task without a known failure: another submission would pay twice. */
  private boolean isTaskAtWork(ErrorCode code) {
    boolean foundLater = code == ErrorCode.SUBMISSION_UNCERTAIN && job.taskId() != null;
    boolean queried = job.due() != null;
    return code == ErrorCode.GENERATION_TIMED_OUT
        || job.notFoundCount() > 0
        || foundLater
        || queried;
  }

  private void submitAgain(JobBuilder draft) {
    if (job.failure().code() == ErrorCode.SUBMISSION_UNCERTAIN) {
      JobEdits.leaveBehind(draft, true);
    }
    draft.spec = job.spec().withoutExpiry();
    draft.paid = 0;
    draft.unsentClaims = 0;
    draft.retries = 0;
    draft.finishedAt = null;
    draft.failure = null;
    JobEdits.requeue(draft, now);
  }

  Decision resolvedAs(String taskId) {
    if (!isUncertain()) {
      return Decision.unchanged(job);
    }
    JobBuilder draft = job.edit();
    draft.submittedAt = now; // the time to give up counts anew
    JobEdits.bind(draft, taskId, TaskIdSource.OPERATOR);
    JobEdits.generate(draft, now);
    return Decision.to(job, draft);
  }

  Decision resolvedNotCreated() {
    if (!isUncertain()) {
      return Decision.unchanged(job);
    }
    JobBuilder draft = job.edit();
    JobEdits.takeBack(draft);
    JobEdits.uncount(draft);
    draft.retries = 0;
    draft.finishedAt = null;
    draft.failure = null;
    JobEdits.leaveBehind(draft, false);
    JobEdits.requeue(draft, now);
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
