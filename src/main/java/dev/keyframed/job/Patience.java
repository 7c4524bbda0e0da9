package dev.keyframed.job;

import java.time.Instant;

/** Says when patience with a task is over, and how its job then ends. */
final class Patience {
  private final Job job;
  private final Instant now;
  private final Policy policy;

  Patience(Job job, Instant now, Policy policy) {
    this.job = job;
    this.now = now;
    this.policy = policy;
  }

  /** Whether there is none left, be it with the task or with its video. */
  boolean isOver() {
    return !now.isBefore(since().plus(policy.giveUpAfter()));
  }

  /**
   * From its submission or a retry; with a video that was there once, from that moment if later.
   */
  private Instant since() {
    return job.generatedAt() == null
        ? job.submittedAt()
        : Generation.later(job.submittedAt(), job.generatedAt());
  }

  /** Its moment came: is there any left? */
  Decision look() {
    return isOver() ? end(job.misses() > 0) : Decision.stay(job);
  }

  /**
   * The end of a job whose patience is over; {@code unknown}: its task was not known when last
   * asked.
   */
  Decision end(boolean unknown) {
    if (!unknown) {
      return timedOut("");
    }
    return job.naming() == Job.Naming.OPERATOR
        ? misnamed()
        : timedOut("; the provider did not know it when asked last");
  }

  /**
   * There is no task that is called as an operator has it: they may name another. The job waits for
   * that as a failed one whatever the policy, for where an operator knew of a task, none may be
   * paid for beside it because of a slip.
   */
  Decision misnamed() {
    Draft draft = job.edit();
    Moves.forgetTask(draft);
    Moves.spend(draft);
    String message =
        "the provider does not know the task that an operator named, "
            + job.taskId()
            + "; name another, or say that none was created";
    Moves.fail(draft, Failure.of(ErrorCode.SUBMISSION_UNCERTAIN, message), now);
    return Decision.to(job, draft);
  }

  /** The video was there once, and is paid for: a retry asks for it again and pays for no other. */
  Decision lostVideo(String message) {
    Draft draft = job.edit();
    draft.misses = 0;
    Moves.fail(draft, Failure.of(ErrorCode.DOWNLOAD_FAILED, message), now);
    return Decision.to(job, draft);
  }

  private Decision timedOut(String more) {
    if (job.generatedAt() != null) {
      return lostVideo(
          "the provider did not know the file that it had named, and named no other within "
              + policy.shownPatience());
    }
    Draft draft = job.edit();
    Moves.spend(draft); // it may still be charged, and its success still be delivered
    String message = "the task did not end within " + policy.shownPatience() + more;
    Moves.fail(draft, Failure.of(ErrorCode.GENERATION_TIMED_OUT, message), now);
    return Decision.to(job, draft);
  }
}
