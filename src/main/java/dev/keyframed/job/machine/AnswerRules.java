package dev.keyframed.job.machine;

import dev.keyframed.job.Attempt;
import dev.keyframed.job.CreateResult;
import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.Failure;
import dev.keyframed.job.Job;
import dev.keyframed.job.Job.TaskIdSource;
import dev.keyframed.job.JobBuilder;
import dev.keyframed.job.State;
import dev.keyframed.job.machine.Event.VoteEvidence;
import java.time.Duration;
import java.time.Instant;

/** Applies the outcome of a creation request to its job (src/docs/vote.md). */
final class AnswerRules implements CreateResult.CreateResultCases<Decision> {
  /**
   * Claims without a request after which the job fails: more than an hour, with the pauses between
   * them.
   */
  private static final int MOST_UNSENT_CLAIMS = 40;

  private final Job job;
  private final Instant now;
  private final Policy policy;
  private final Attempt attempt;
  private final VoteEvidence evidence;
  private final Duration firstQueryDelay;
  private final SubmissionRules submission;

  /**
   * Creates the rules for one outcome.
   *
   * @param firstQueryDelay time from the creation to the first query
   */
  AnswerRules(Job job, Instant now, Policy policy, Event.Answered event, Duration firstQueryDelay) {
    this.job = job;
    this.now = now;
    this.policy = policy;
    this.attempt = event.attempt();
    this.evidence = event.evidence();
    this.firstQueryDelay = firstQueryDelay;
    this.submission = new SubmissionRules(job, now, policy);
  }

  @Override
  public Decision on(CreateResult.Created created) {
    if (!job.isCurrent(attempt)) {
      return new LateTaskRules(job, now)
          .lateTask(attempt, created.taskId(), TaskIdSource.ANSWER, false);
    }
    JobBuilder draft = job.edit();
    draft.traceId = created.traceId();
    return switch (job.state()) {
      case SUBMITTING, UNCERTAIN -> answered(draft, created.taskId());
      case GENERATING, DOWNLOADING -> correctTask(draft, created.taskId());
      case FAILED ->
          new LateTaskRules(job, now)
              .lateTask(attempt, created.taskId(), TaskIdSource.ANSWER, false);
      case CANCELLED -> recordTask(draft, created.taskId());
      case QUEUED, SUCCEEDED, REJECTED -> Decision.unchanged(job);
    };
  }

  private Decision answered(JobBuilder draft, String taskId) {
    // A push that named another task was mistaken; a push that named this task may have said that
    // it ended.
    boolean ended = job.endReported() && taskId.equals(job.taskId());
    JobEdits.bind(draft, taskId, TaskIdSource.ANSWER);
    draft.endReported = ended;
    draft.paid += job.state() == State.SUBMITTING ? 1 : 0;
    Instant nextQueryAt = now.plus(firstQueryDelay);
    JobEdits.generate(draft, ended ? Job.AT_ONCE : nextQueryAt);
    draft.queryDeadline = nextQueryAt.plus(policy.maxInterval());
    return Decision.to(job, draft);
  }

  /** Corrects a known task: the creation's own answer has the last word on which it is. */
  private Decision correctTask(JobBuilder draft, String taskId) {
    if (taskId.equals(job.taskId())) {
      draft.taskIdSource = TaskIdSource.ANSWER;
    } else if (job.taskIdSource() != TaskIdSource.ANSWER) {
      JobEdits.bind(draft, taskId, TaskIdSource.ANSWER);
      JobEdits.generate(draft, now);
    } else {
      return Decision.unchanged(job);
    }
    return Decision.to(job, draft);
  }

  /** Records the task of a job that was cancelled while its creation was open. Its cost counts. */
  private Decision recordTask(JobBuilder draft, String taskId) {
    if (job.taskId() != null) {
      return Decision.unchanged(job);
    }
    draft.taskId = taskId;
    draft.taskIdSource = TaskIdSource.ANSWER;
    draft.spent += job.voted() ? 0 : job.spec().price();
    return Decision.to(job, draft);
  }

  @Override
  public Decision on(CreateResult.Refused refused) {
    boolean open = job.state() == State.SUBMITTING || job.state() == State.UNCERTAIN;
    if (!open || !job.isCurrent(attempt)) {
      return Decision.unchanged(job);
    }
    JobBuilder draft = job.edit();
    draft.traceId = refused.traceId();
    JobEdits.takeBack(draft);
    if (job.state() == State.UNCERTAIN) {
      JobEdits.uncount(draft);
    }
    draft.notSent += refused.refusal().wasSent() ? 0 : 1;
    return switch (refused.refusal()) {
      case CONTENT -> refusedForGood(draft, ErrorCode.CONTENT_REFUSED, refused);
      case PARAMETERS, UNREADABLE_INPUT ->
          refusedForGood(draft, ErrorCode.INVALID_PARAMETERS, refused);
      // The fault is not this job's: the account as a whole waits, and the job keeps its place.
      case LATE_CLAIM, NOT_SENT, THROTTLED, ACCOUNT -> {
        JobEdits.forgetAttempt(draft);
        JobEdits.queue(draft, now, null);
        yield Decision.to(job, draft);
      }
      case CALLBACK_CHECK -> {
        JobEdits.requeue(draft, now);
        yield Decision.to(job, draft);
      }
      case NOT_TRIED -> notTried(draft, refused);
    };
  }

  /**
   * Queues a job again of which no request was made. After too many such claims the job fails,
   * since it would delay the other jobs for good.
   */
  private Decision notTried(JobBuilder draft, CreateResult.Refused refused) {
    draft.unsentClaims++;
    if (draft.unsentClaims < MOST_UNSENT_CLAIMS) {
      JobEdits.requeue(draft, now);
      return Decision.to(job, draft);
    }
    JobEdits.forgetAttempt(draft);
    String message =
        "claimed " + draft.unsentClaims + " times, no request could be sent: " + refused.message();
    JobEdits.fail(draft, Failure.of(ErrorCode.GENERATION_FAILED, message), now);
    return Decision.to(job, draft);
  }

  private Decision refusedForGood(JobBuilder draft, ErrorCode code, CreateResult.Refused refused) {
    JobEdits.forgetAttempt(draft);
    JobEdits.fail(
        draft, Failure.of(code, refused.code(), refused.message(), refused.traceId()), now);
    return Decision.to(job, draft);
  }

  @Override
  public Decision on(CreateResult.Faulted faulted) {
    if (!isOpen()) {
      return Decision.unchanged(job);
    }
    if (faulted.passing() || !submission.provesNoTask(evidence)) {
      return submission.lost(evidence);
    }
    JobBuilder draft = job.edit();
    JobEdits.leaveBehind(draft, false);
    JobEdits.forgetAttempt(draft);
    JobEdits.fail(
        draft,
        Failure.of(
            ErrorCode.GENERATION_FAILED, faulted.code(), faulted.message(), faulted.traceId()),
        now);
    return Decision.to(job, draft);
  }

  @Override
  public Decision on(CreateResult.AnswerLost lost) {
    return isOpen() ? submission.lost(evidence) : Decision.unchanged(job);
  }

  /** Infers nothing from a missing vote: an unreadable answer may be a task's. */
  @Override
  public Decision on(CreateResult.AnswerUnreadable unreadable) {
    return isOpen() ? submission.lost(VoteEvidence.NONE) : Decision.unchanged(job);
  }

  private boolean isOpen() {
    return job.state() == State.SUBMITTING && job.isCurrent(attempt);
  }
}
