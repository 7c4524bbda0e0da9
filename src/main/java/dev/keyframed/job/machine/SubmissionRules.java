package dev.keyframed.job.machine;

import dev.keyframed.job.Attempt;
import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.Failure;
import dev.keyframed.job.Job;
import dev.keyframed.job.Job.TaskIdSource;
import dev.keyframed.job.JobBuilder;
import dev.keyframed.job.State;
import dev.keyframed.job.machine.Event.VoteEvidence;
import java.time.Duration;
import java.time.Instant;

/**
 * Applies the rules from the queue to a task: the claim, the vote and the answer
 * (src/docs/vote.md).
 */
final class SubmissionRules {
  /**
   * Claims without a request after which the job fails: more than an hour, with the pauses between
   * them.
   */
  private static final int MOST_UNSENT_CLAIMS = 40;

  private final Job job;
  private final Instant now;
  private final Policy policy;

  SubmissionRules(Job job, Instant now, Policy policy) {
    this.job = job;
    this.now = now;
    this.policy = policy;
  }

  Decision claimed(Event.Claimed event) {
    if (job.state() != State.QUEUED || !job.ready()) {
      return Decision.unchanged(job);
    }
    JobBuilder draft = job.edit();
    if (job.spec().isExpired(now)) {
      return expired(draft);
    }
    draft.state = State.SUBMITTING;
    draft.ready = false;
    draft.claims++;
    draft.attempt = new Attempt(draft.claims, event.nonce());
    draft.withCallback = event.withCallback();
    draft.voted = false;
    draft.redisReplId = event.redisReplId();
    draft.reserved = job.spec().price();
    draft.submittedAt = now;
    draft.due = now.plus(policy.lease());
    return Decision.to(job, draft);
  }

  /** Grants the vote to the current attempt only, while the job is being submitted, and once. */
  Decision grantVote(Attempt attempt) {
    if (job.state() != State.SUBMITTING || !job.isCurrent(attempt) || job.voted()) {
      return Decision.unchanged(job);
    }
    JobBuilder draft = job.edit();
    draft.voted = true;
    return Decision.vote(job, draft);
  }

  /**
   * Applies the answer that names a task.
   *
   * @param firstQueryDelay time from the creation to the first query
   */
  Decision created(Event.Created event, Duration firstQueryDelay) {
    if (!job.isCurrent(event.attempt())) {
      return new LateTaskRules(job, now)
          .lateTask(event.attempt(), event.taskId(), TaskIdSource.ANSWER, false);
    }
    JobBuilder draft = job.edit();
    draft.traceId = event.traceId();
    return switch (job.state()) {
      case SUBMITTING, UNCERTAIN -> answered(draft, event.taskId(), firstQueryDelay);
      case GENERATING, DOWNLOADING -> correctTask(draft, event.taskId());
      case FAILED ->
          new LateTaskRules(job, now)
              .lateTask(event.attempt(), event.taskId(), TaskIdSource.ANSWER, false);
      case CANCELLED -> recordTask(draft, event.taskId());
      case QUEUED, SUCCEEDED, REJECTED -> Decision.unchanged(job);
    };
  }

  private Decision answered(JobBuilder draft, String taskId, Duration firstQueryDelay) {
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

  Decision refused(Event.Refused event) {
    boolean open = job.state() == State.SUBMITTING || job.state() == State.UNCERTAIN;
    if (!open || !job.isCurrent(event.attempt())) {
      return Decision.unchanged(job);
    }
    JobBuilder draft = job.edit();
    draft.traceId = event.traceId();
    JobEdits.takeBack(draft);
    if (job.state() == State.UNCERTAIN) {
      JobEdits.uncount(draft);
    }
    return switch (event.refusal()) {
      case CONTENT -> refusedForGood(draft, ErrorCode.CONTENT_REFUSED, event);
      case PARAMETERS -> refusedForGood(draft, ErrorCode.INVALID_PARAMETERS, event);
      // The fault is not this job's: the account as a whole waits, and the job keeps its place.
      case NOT_SENT, THROTTLED, ACCOUNT -> {
        JobEdits.forgetAttempt(draft);
        JobEdits.queue(draft, now, null);
        yield Decision.to(job, draft);
      }
      case CALLBACK_CHECK -> {
        JobEdits.requeue(draft, now);
        yield Decision.to(job, draft);
      }
      case NOT_TRIED -> notTried(draft, event);
    };
  }

  /**
   * Queues a job again of which no request was made. After too many such claims the job fails,
   * since it would delay the other jobs for good.
   */
  private Decision notTried(JobBuilder draft, Event.Refused event) {
    draft.unsentClaims++;
    if (draft.unsentClaims < MOST_UNSENT_CLAIMS) {
      JobEdits.requeue(draft, now);
      return Decision.to(job, draft);
    }
    JobEdits.forgetAttempt(draft);
    String message =
        "claimed " + draft.unsentClaims + " times, no request could be sent: " + event.message();
    JobEdits.fail(draft, Failure.of(ErrorCode.GENERATION_FAILED, message), now);
    return Decision.to(job, draft);
  }

  private Decision refusedForGood(JobBuilder draft, ErrorCode code, Event.Refused event) {
    JobEdits.forgetAttempt(draft);
    JobEdits.fail(draft, Failure.of(code, event.code(), event.message(), event.traceId()), now);
    return Decision.to(job, draft);
  }

  Decision faulted(Event.Faulted event) {
    if (job.state() != State.SUBMITTING || !job.isCurrent(event.attempt())) {
      return Decision.unchanged(job);
    }
    if (event.passing() || !provesNoTask(event.evidence())) {
      return lost(event.evidence());
    }
    JobBuilder draft = job.edit();
    JobEdits.leaveBehind(draft, false);
    JobEdits.forgetAttempt(draft);
    JobEdits.fail(
        draft,
        Failure.of(ErrorCode.GENERATION_FAILED, event.code(), event.message(), event.traceId()),
        now);
    return Decision.to(job, draft);
  }

  Decision answerLost(Event.AnswerLost event) {
    boolean open = job.state() == State.SUBMITTING && job.isCurrent(event.attempt());
    return open ? lost(event.evidence()) : Decision.unchanged(job);
  }

  /** Infers nothing from a missing vote: an unreadable answer may be a task's. */
  Decision answerUnreadable(Event.AnswerUnreadable event) {
    boolean open = job.state() == State.SUBMITTING && job.isCurrent(event.attempt());
    return open ? lost(VoteEvidence.NONE) : Decision.unchanged(job);
  }

  /** Decides a lost answer: a known task, surely no task, or an uncertain submission. */
  private Decision lost(VoteEvidence evidence) {
    JobBuilder draft = job.edit();
    if (job.taskId() != null) { // a push has named it
      draft.paid++;
      JobEdits.generate(draft, JobEdits.nextQueryAt(job.endReported(), now));
    } else if (provesNoTask(evidence)) {
      JobEdits.leaveBehind(draft, false);
      JobEdits.requeue(draft, now);
    } else {
      draft.paid++;
      draft.state = State.UNCERTAIN;
      draft.due = now.plus(policy.uncertainWait());
    }
    return Decision.to(job, draft);
  }

  /**
   * Checks whether the lost answer surely is no task's.
   *
   * <p>That needs all of these. No vote is stored, and no task is named. This creation could be
   * challenged, as each of the account is. The Redis that was asked for the vote also stored the
   * claim.
   */
  private boolean provesNoTask(VoteEvidence evidence) {
    return !job.voted()
        && job.taskId() == null
        && job.withCallback()
        && evidence.challengeExpected()
        && evidence.redisReplId() != null
        && evidence.redisReplId().equals(job.redisReplId());
  }

  Decision due(Event.Due event) {
    if (!job.isDue(now) && !job.isDue(event.moment())) {
      return Decision.unchanged(job);
    }
    return switch (job.state()) {
      case QUEUED -> waited();
      case SUBMITTING -> lost(event.evidence()); // its daemon is dead
      case UNCERTAIN -> noCallbackCame();
      case GENERATING -> new GiveUpRules(job, now, policy).endIfOver();
      // The download part and the scanner act on these states; time alone changes nothing.
      case DOWNLOADING, SUCCEEDED, FAILED, CANCELLED, REJECTED -> Decision.unchanged(job);
    };
  }

  private Decision waited() {
    JobBuilder draft = job.edit();
    if (job.spec().isExpired(now)) {
      return expired(draft);
    }
    JobEdits.queue(draft, now, null);
    return Decision.to(job, draft);
  }

  private Decision expired(JobBuilder draft) {
    String message = "not submitted before its expires_at, " + job.spec().expiresAt();
    JobEdits.fail(draft, Failure.of(ErrorCode.EXPIRED, message), now);
    return Decision.to(job, draft);
  }

  private Decision noCallbackCame() {
    JobBuilder draft = job.edit();
    JobEdits.spend(draft); // the budget counts it, since a task probably exists
    if (policy.retryUncertain() && job.paid() < job.spec().maxAttempts()) {
      JobEdits.leaveBehind(draft, true);
      draft.retries = 0;
      JobEdits.requeue(draft, now);
    } else {
      String message =
          "the answer to the submission was lost or not readable, and no callback came; a task may "
              + "exist and be charged: check the provider's console, then use resolve";
      JobEdits.fail(draft, Failure.of(ErrorCode.SUBMISSION_UNCERTAIN, message), now);
    }
    return Decision.to(job, draft);
  }
}
