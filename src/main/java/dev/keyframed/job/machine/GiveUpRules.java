package dev.keyframed.job.machine;

import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.Failure;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobBuilder;
import java.time.Instant;

/** Decides when to give up a task or its video, and how the job then ends. */
final class GiveUpRules {
  private final Job job;
  private final Instant now;
  private final Policy policy;

  GiveUpRules(Job job, Instant now, Policy policy) {
    this.job = job;
    this.now = now;
    this.policy = policy;
  }

  /** Checks whether the time for the task, or for its video, is over. */
  boolean isOver() {
    return !now.isBefore(since().plus(policy.giveUpAfter()));
  }

  /**
   * Returns the start of the wait: the submission or a retry, or the moment of the video if later.
   */
  private Instant since() {
    return job.generatedAt() == null
        ? job.submittedAt()
        : GenerationRules.later(job.submittedAt(), job.generatedAt());
  }

  /** Gives up a due task whose time is over. */
  Decision endIfOver() {
    return isOver() ? end(job.notFoundCount() > 0) : Decision.unchanged(job);
  }

  /**
   * Ends the job whose time is over.
   *
   * @param unknown whether the last query did not know the task
   */
  Decision end(boolean unknown) {
    if (!unknown) {
      return timedOut("");
    }
    return job.taskIdSource() == Job.TaskIdSource.OPERATOR
        ? operatorTaskNotFound()
        : timedOut("; the last query did not find it");
  }

  /**
   * Ends a job whose task, as named by an operator, does not exist: the operator may name another.
   *
   * <p>It fails under every policy. An operator knew of a task, so no second one is paid for
   * because of a mistyped id.
   */
  Decision operatorTaskNotFound() {
    JobBuilder draft = job.edit();
    JobEdits.forgetTask(draft);
    JobEdits.spend(draft);
    String message =
        "task not found at the provider: "
            + job.taskId()
            + ", named by an operator; use resolve to name another, or to say that none exists";
    JobEdits.fail(draft, Failure.of(ErrorCode.SUBMISSION_UNCERTAIN, message), now);
    return Decision.to(job, draft);
  }

  /**
   * Ends a job whose video was there once and is paid for. A retry asks for it again and pays for
   * no other.
   */
  Decision lostVideo(String message) {
    JobBuilder draft = job.edit();
    draft.notFoundCount = 0;
    JobEdits.fail(draft, Failure.of(ErrorCode.DOWNLOAD_FAILED, message), now);
    return Decision.to(job, draft);
  }

  private Decision timedOut(String more) {
    if (job.generatedAt() != null) {
      return lostVideo(
          "video file not found at the provider, and no other was named within "
              + policy.shownGiveUpAfter()
              + "; use retry to ask again");
    }
    JobBuilder draft = job.edit();
    JobEdits.spend(draft); // it may still be charged, and its success still be delivered
    String message =
        "the task did not end within "
            + policy.shownGiveUpAfter()
            + more
            + "; use retry to ask again";
    JobEdits.fail(draft, Failure.of(ErrorCode.GENERATION_TIMED_OUT, message), now);
    return Decision.to(job, draft);
  }
}
