package dev.keyframed.job.machine;

import dev.keyframed.job.Backoff;
import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.Failure;
import dev.keyframed.job.Finding;
import dev.keyframed.job.Job;
import dev.keyframed.job.Job.TaskIdSource;
import dev.keyframed.job.Job.Via;
import dev.keyframed.job.JobBuilder;
import dev.keyframed.job.State;
import dev.keyframed.job.machine.Event.ReportedStatus;
import java.time.Duration;
import java.time.Instant;

/** Applies the rules from a task to its end: pushes are hints, the query is the truth. */
final class GenerationRules {
  /** Queries that may miss a task named by a push, before the push counts as mistaken. */
  private static final int MISSES_OF_A_PUSH = 3;

  /** Queries that may miss a task named by an operator: some minutes, with the backoff. */
  private static final int MISSES_OF_AN_OPERATOR = 10;

  private static final double BACKOFF_FACTOR = 1.3;

  private final Job job;
  private final Instant now;
  private final Policy policy;
  private final GiveUpRules giveUpRules;

  GenerationRules(Job job, Instant now, Policy policy) {
    this.job = job;
    this.now = now;
    this.policy = policy;
    this.giveUpRules = new GiveUpRules(job, now, policy);
  }

  Decision pushed(Event.Pushed event) {
    boolean ended = event.status() == ReportedStatus.ENDED;
    if (!job.isCurrent(event.attempt())) {
      return new LateTaskRules(job, now)
          .lateTask(event.attempt(), event.taskId(), TaskIdSource.PUSH, ended);
    }
    return switch (job.state()) {
      case SUBMITTING -> noteTask(event.taskId(), ended);
      case UNCERTAIN -> takeUpTask(event.taskId(), ended);
      case GENERATING -> applyHint(event.taskId(), ended);
      case FAILED ->
          new LateTaskRules(job, now)
              .lateTask(event.attempt(), event.taskId(), TaskIdSource.PUSH, ended);
      case QUEUED, DOWNLOADING, SUCCEEDED, CANCELLED, REJECTED -> Decision.unchanged(job);
    };
  }

  /**
   * Notes the task while the creation is open. Its answer overrides the push; if the answer is
   * lost, the push names the task.
   */
  private Decision noteTask(String taskId, boolean ended) {
    boolean known = taskId.equals(job.taskId());
    if (job.taskId() != null && !(known && ended && !job.endReported())) {
      return Decision.unchanged(job);
    }
    JobBuilder draft = job.edit();
    JobEdits.bind(draft, taskId, TaskIdSource.PUSH);
    draft.endReported = ended;
    return Decision.to(job, draft);
  }

  /** Takes up the task of an uncertain submission, or another task in place of the named one. */
  private Decision takeUpTask(String taskId, boolean ended) {
    JobBuilder draft = job.edit();
    JobEdits.bind(draft, taskId, TaskIdSource.PUSH);
    JobEdits.generate(draft, JobEdits.nextQueryAt(ended, now));
    draft.endReported = ended;
    return Decision.to(job, draft);
  }

  private Decision applyHint(String taskId, boolean ended) {
    if (job.taskIdSource() == TaskIdSource.OPERATOR
        && job.notFoundCount() > 0
        && !taskId.equals(job.taskId())) {
      return takeUpTask(taskId, ended); // the provider does not know what the operator named
    }
    if (!taskId.equals(job.taskId()) || job.endReported()) {
      return Decision.unchanged(job);
    }
    JobBuilder draft = job.edit();
    if (ended) {
      draft.endReported = true;
      draft.due = Job.AT_ONCE;
    } else {
      Instant wanted = now.plus(policy.maxInterval());
      boolean bounded = job.queryDeadline() == null || wanted.isAfter(job.queryDeadline());
      Instant latest = bounded ? job.queryDeadline() : wanted;
      draft.due = latest == null ? job.due() : later(job.due(), latest);
    }
    return Decision.to(job, draft);
  }

  Decision queried(Event.Queried event) {
    if (!event.taskId().equals(job.taskId())) {
      return Decision.unchanged(job);
    }
    return switch (job.state()) {
      case GENERATING -> event.finding().match(new FindingRules());
      case FAILED -> new LateTaskRules(job, now).found(event.finding());
      case QUEUED, SUBMITTING, UNCERTAIN, DOWNLOADING, SUCCEEDED, CANCELLED, REJECTED ->
          Decision.unchanged(job);
    };
  }

  /** Applies the finding of a query to a task at work. */
  private final class FindingRules implements Finding.FindingCases<Decision> {
    @Override
    public Decision on(Finding.Running finding) {
      return later(markKnown(job), 0, true);
    }

    @Override
    public Decision on(Finding.Succeeded finding) {
      return succeeded(job, finding, now);
    }

    @Override
    public Decision on(Finding.GenerationFailed finding) {
      if (job.generatedAt() != null) {
        return giveUpRules.lostVideo(
            "the provider reported the video as ready, then the task as failed: "
                + finding.message());
      }
      JobBuilder draft = job.edit();
      JobEdits.takeBack(draft); // a failed generation is not charged (src/docs/provider-api.md)
      if (job.taskIdSource() != TaskIdSource.ANSWER) {
        JobEdits.leaveFailed(draft);
      }
      if (!finding.content() && job.paid() < job.spec().maxAttempts()) {
        draft.retries = 0;
        JobEdits.requeue(draft, now);
        return Decision.to(job, draft);
      }
      draft.notFoundCount = 0;
      JobEdits.fail(draft, failure(finding), now);
      return Decision.to(job, draft);
    }

    @Override
    public Decision on(Finding.TaskUnknown finding) {
      int notFoundCount = job.notFoundCount() + 1;
      if (job.taskIdSource() == TaskIdSource.PUSH && notFoundCount >= MISSES_OF_A_PUSH) {
        return uncertainAgain();
      }
      if (job.taskIdSource() == TaskIdSource.OPERATOR && notFoundCount >= MISSES_OF_AN_OPERATOR) {
        return giveUpRules.operatorTaskNotFound();
      }
      // A task was made and is paid for, even if answers do not know it. It is queried until it is
      // given up.
      return later(job.edit(), notFoundCount, true);
    }

    @Override
    public Decision on(Finding.NoAnswer finding) {
      return later(job.edit(), job.notFoundCount(), false);
    }

    private Decision later(JobBuilder draft, int notFoundCount, boolean answered) {
      if (giveUpRules.isOver()) {
        return giveUpRules.end(notFoundCount > 0);
      }
      draft.retries++;
      draft.notFoundCount = notFoundCount;
      Backoff backoff = new Backoff(policy.interval(), BACKOFF_FACTOR, policy.maxInterval());
      draft.due = now.plus(backoff.steady(job.retries(), JobEdits.seed(draft)));
      draft.queryDeadline =
          answered ? GenerationRules.later(draft.due, now.plus(policy.maxInterval())) : draft.due;
      return Decision.to(job, draft);
    }
  }

  /** Notes that a query has known the task: from now on a few misses do not drop its id. */
  private static JobBuilder markKnown(Job job) {
    JobBuilder draft = job.edit();
    draft.taskIdSource =
        switch (job.taskIdSource()) {
          case PUSH, QUERY -> TaskIdSource.QUERY;
          case OPERATOR, CONFIRMED -> TaskIdSource.CONFIRMED;
          case ANSWER -> TaskIdSource.ANSWER;
        };
    return draft;
  }

  /**
   * Queries the task again, since the provider does not know the file that a query has named. The
   * task is paid for, and stays so with any outcome.
   *
   * @param wait time until the query
   * @param notFoundCount how often the video was out of reach
   */
  static JobBuilder queryAgain(Job job, Instant now, Duration wait, int notFoundCount) {
    JobBuilder draft = markKnown(job);
    draft.fileId = null;
    JobEdits.generate(draft, now.plus(wait));
    draft.notFoundCount = notFoundCount;
    return draft;
  }

  /** Returns the failure of a task as the provider reported it. */
  static Failure failure(Finding.GenerationFailed finding) {
    ErrorCode code = finding.content() ? ErrorCode.CONTENT_REFUSED : ErrorCode.GENERATION_FAILED;
    return Failure.of(code, finding.code(), finding.message(), finding.traceId());
  }

  /** Starts the download: the video is there, and paid for. */
  static Decision succeeded(Job job, Finding.Succeeded finding, Instant now) {
    JobBuilder draft = job.edit();
    JobEdits.spend(draft);
    draft.state = State.DOWNLOADING;
    draft.fileId = finding.fileId();
    draft.width = finding.width();
    draft.height = finding.height();
    if (job.generatedAt() == null) {
      draft.generatedAt = now;
      draft.completedBy = job.endReported() ? Via.CALLBACK : Via.POLL;
    }
    draft.queryDeadline = null;
    draft.retries = 0;
    draft.notFoundCount =
        job.generatedAt() == null ? 0 : job.notFoundCount(); // its file may be unknown again
    draft.due = now;
    draft.finishedAt = null;
    draft.failure = null;
    return Decision.to(job, draft);
  }

  Decision taskOfAnotherJob(String taskId) {
    if (!taskId.equals(job.taskId()) || !job.taskIdSource().isHint()) {
      return Decision.unchanged(job);
    }
    return switch (job.state()) {
      case SUBMITTING -> {
        JobBuilder draft = job.edit();
        JobEdits.forgetTask(draft);
        yield Decision.to(job, draft);
      }
      case GENERATING -> uncertainAgain();
      case FAILED -> new LateTaskRules(job, now).taskOfAnotherJob();
      case QUEUED, UNCERTAIN, DOWNLOADING, SUCCEEDED, CANCELLED, REJECTED ->
          Decision.unchanged(job);
    };
  }

  /** Makes the job uncertain again, since the task that a push named is not this job's. */
  private Decision uncertainAgain() {
    JobBuilder draft = job.edit();
    JobEdits.forgetTask(draft);
    draft.state = State.UNCERTAIN;
    draft.retries = 0;
    draft.due = later(now, job.submittedAt().plus(policy.uncertainWait()));
    return Decision.to(job, draft);
  }

  static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
