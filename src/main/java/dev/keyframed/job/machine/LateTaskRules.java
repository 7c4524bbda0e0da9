package dev.keyframed.job.machine;

import dev.keyframed.job.Attempt;
import dev.keyframed.job.Backoff;
import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.Failure;
import dev.keyframed.job.Finding;
import dev.keyframed.job.Job;
import dev.keyframed.job.Job.FormerAttempt;
import dev.keyframed.job.Job.TaskIdSource;
import dev.keyframed.job.JobBuilder;
import dev.keyframed.job.State;
import java.time.Duration;
import java.time.Instant;

/**
 * Applies the rules for tasks that become known late.
 *
 * <p>Their attempt had been voided or given up, or their job has failed since. Such a task is, or
 * will be, paid for. It is taken up wherever that cannot lead to a second task.
 */
final class LateTaskRules {
  /** Queries of a failed job's task before it is given up again. */
  private static final int MOST_QUERIES = 100;

  private static final Backoff QUERY_BACKOFF =
      new Backoff(Duration.ofSeconds(10), 1.3, Duration.ofMinutes(10));

  private final Job job;
  private final Instant now;

  LateTaskRules(Job job, Instant now) {
    this.job = job;
    this.now = now;
  }

  /** Takes up an attempt's task that a late answer or a push has named. */
  Decision lateTask(Attempt attempt, String taskId, TaskIdSource source, boolean ended) {
    FormerAttempt former = leftBehind(attempt);
    if (former != null && taskId.equals(former.failed())) {
      return Decision.unchanged(job); // known to have failed
    }
    return switch (job.state()) {
      case QUEUED ->
          former == null ? Decision.unchanged(job) : adopt(former, taskId, source, ended);
      // The new attempt has no vote yet, and will get none: its creation fails, and this task
      // lives.
      case SUBMITTING -> {
        boolean free = !job.voted() && job.withCallback() && job.taskId() == null;
        yield former == null || !free
            ? Decision.unchanged(job)
            : adopt(former, taskId, source, ended);
      }
      case FAILED ->
          mayStillSucceed(former, attempt, taskId)
              ? queryTask(former, taskId, source, ended)
              : Decision.unchanged(job);
      case UNCERTAIN, GENERATING, DOWNLOADING, SUCCEEDED, CANCELLED, REJECTED ->
          Decision.unchanged(job);
    };
  }

  /**
   * Returns that attempt as it was left behind, or null.
   *
   * <p>Its URL is signed, so this namespace made it. A claim that the job does not know was stored
   * and then forgotten by a Redis that was set back. The same holds if its number is another
   * attempt's now.
   */
  private FormerAttempt leftBehind(Attempt attempt) {
    FormerAttempt former = job.past(attempt);
    boolean renumbered = attempt.number() == job.claims() && job.attempt() != null;
    boolean forgotten = attempt.number() > job.claims() || renumbered;
    return former == null && forgotten && !job.isCurrent(attempt)
        ? new FormerAttempt(attempt, false)
        : former;
  }

  private Decision adopt(FormerAttempt former, String taskId, TaskIdSource source, boolean ended) {
    JobBuilder draft = job.edit();
    if (job.state() == State.SUBMITTING) {
      JobEdits.leaveBehind(draft, false);
    }
    takeUp(draft, former);
    // An attempt whose task failed is counted already: no more are paid than were claimed.
    draft.paid = former.paid() ? draft.paid : Math.min(draft.paid + 1, draft.claims);
    JobEdits.bind(draft, taskId, source);
    JobEdits.generate(draft, JobEdits.nextQueryAt(ended, now));
    draft.endReported = ended;
    return Decision.to(job, draft);
  }

  /** Makes the attempt the job's current one again, and counts its cost once. */
  private void takeUp(JobBuilder draft, FormerAttempt former) {
    draft.past.remove(former);
    draft.attempt = former.attempt();
    draft.claims = Math.max(draft.claims, former.attempt().number());
    draft.submittedAt = job.submittedAt() == null ? now : job.submittedAt();
    draft.withCallback = true;
    draft.voted = true;
    draft.reserved = former.paid() ? 0 : job.spec().price();
  }

  private boolean mayStillSucceed(FormerAttempt former, Attempt attempt, String taskId) {
    if (job.failure().code() == ErrorCode.DOWNLOAD_FAILED) {
      return false; // a video is paid for already, and a retry fetches it
    }
    if (former != null) {
      return true;
    }
    boolean another = job.taskIdSource() == TaskIdSource.ANSWER && !taskId.equals(job.taskId());
    return job.isCurrent(attempt) && !another && isOutcomeUnknown();
  }

  /** Checks whether the failed job's own attempt may still be a task at work. */
  private boolean isOutcomeUnknown() {
    ErrorCode code = job.failure().code();
    return job.due() != null // the scanner still queries it
        || code == ErrorCode.GENERATION_TIMED_OUT
        || code == ErrorCode.SUBMISSION_UNCERTAIN
        || job.notFoundCount() > 0;
  }

  /**
   * Lets the scanner query the task now. The job stays failed, since only a success changes that.
   */
  private Decision queryTask(
      FormerAttempt former, String taskId, TaskIdSource source, boolean ended) {
    JobBuilder draft = job.edit();
    if (former != null) {
      if (isOutcomeUnknown()) {
        JobEdits.leaveBehind(draft, job.reserved() == 0);
      }
      takeUp(draft, former);
    }
    if (!taskId.equals(job.taskId())) {
      JobEdits.bind(draft, taskId, source);
    }
    draft.endReported |= ended;
    draft.notFoundCount =
        Math.max(1, draft.notFoundCount); // so that a retry queries it, and pays for no other
    draft.retries = 0;
    draft.due = JobEdits.nextQueryAt(ended, now);
    return Decision.to(job, draft);
  }

  /** Forgets a task that is another job's: the end of this job's own is not known again. */
  Decision taskOfAnotherJob() {
    if (job.due() == null) {
      return Decision.unchanged(job);
    }
    JobBuilder draft = job.edit();
    JobEdits.forgetTask(draft);
    JobEdits.spend(draft); // it may still be charged
    draft.retries = 0;
    draft.due = null;
    String message =
        "a callback named another job's task; this job's own may exist and be charged: "
            + "check the provider's console, then use resolve";
    draft.failure = Failure.of(ErrorCode.SUBMISSION_UNCERTAIN, message);
    return Decision.to(job, draft);
  }

  /** Applies the finding of a query to a failed job's task. */
  Decision found(Finding finding) {
    return job.due() == null ? Decision.unchanged(job) : finding.match(new FoundTask());
  }

  private final class FoundTask implements Finding.FindingCases<Decision> {
    @Override
    public Decision on(Finding.Running finding) {
      return again();
    }

    @Override
    public Decision on(Finding.Succeeded finding) {
      return GenerationRules.succeeded(job, finding, now);
    }

    @Override
    public Decision on(Finding.GenerationFailed finding) {
      JobBuilder draft = job.edit();
      JobEdits.takeBack(draft);
      draft.due = null;
      draft.notFoundCount = 0;
      // Its end is known now: a retry submits the job again.
      draft.failure = GenerationRules.failure(finding);
      return Decision.to(job, draft);
    }

    @Override
    public Decision on(Finding.TaskUnknown finding) {
      return again();
    }

    @Override
    public Decision on(Finding.NoAnswer finding) {
      return again();
    }

    private Decision again() {
      JobBuilder draft = job.edit();
      draft.retries++;
      draft.notFoundCount++; // its end is not known: a later push starts the queries again
      if (draft.retries > MOST_QUERIES) {
        draft.due = null;
        JobEdits.spend(draft); // it may still be charged
      } else {
        draft.due = now.plus(QUERY_BACKOFF.steady(draft.retries, JobEdits.seed(draft)));
      }
      return Decision.to(job, draft);
    }
  }
}
