package dev.keyframed.job;

import dev.keyframed.job.Event.Ground;
import dev.keyframed.job.Job.Naming;
import java.time.Duration;
import java.time.Instant;

/**
 * Applies the rules from the queue to a task: the claim, the vote and the answer
 * (src/docs/vote.md).
 */
final class Creation {
  /**
   * Claims without a request after which the job fails: more than an hour, with the pauses between
   * them.
   */
  private static final int MOST_UNTRIED = 40;

  private final Job job;
  private final Instant now;
  private final Policy policy;

  Creation(Job job, Instant now, Policy policy) {
    this.job = job;
    this.now = now;
    this.policy = policy;
  }

  Decision claimed(Event.Claimed event) {
    if (job.state() != State.QUEUED || !job.ready()) {
      return Decision.stay(job);
    }
    Draft draft = job.edit();
    if (job.terms().isExpired(now)) {
      return expired(draft);
    }
    draft.state = State.SUBMITTING;
    draft.ready = false;
    draft.claims++;
    draft.attempt = new Attempt(draft.claims, event.nonce());
    draft.withCallback = event.withCallback();
    draft.voted = false;
    draft.storeId = event.storeId();
    draft.open = job.terms().price();
    draft.submittedAt = now;
    draft.due = now.plus(policy.lease());
    return Decision.to(job, draft);
  }

  /** Grants the vote to the current attempt only, while the job is being submitted, and once. */
  Decision challenged(Attempt attempt) {
    if (job.state() != State.SUBMITTING || !job.isCurrent(attempt) || job.voted()) {
      return Decision.stay(job);
    }
    Draft draft = job.edit();
    draft.voted = true;
    return Decision.vote(job, draft);
  }

  /**
   * Applies the answer that names a task.
   *
   * @param firstLook time from the creation to the first query
   */
  Decision created(Event.Created event, Duration firstLook) {
    if (!job.isCurrent(event.attempt())) {
      return new LateTask(job, now).turnsUp(event.attempt(), event.taskId(), Naming.ANSWER, false);
    }
    Draft draft = job.edit();
    draft.traceId = event.traceId();
    return switch (job.state()) {
      case SUBMITTING, UNCERTAIN -> answered(draft, event.taskId(), firstLook);
      case GENERATING, DOWNLOADING -> settled(draft, event.taskId());
      case FAILED ->
          new LateTask(job, now).turnsUp(event.attempt(), event.taskId(), Naming.ANSWER, false);
      case CANCELLED -> letGo(draft, event.taskId());
      case QUEUED, SUCCEEDED, REJECTED -> Decision.stay(job);
    };
  }

  private Decision answered(Draft draft, String taskId, Duration firstLook) {
    // A push that named another task was mistaken; a push that named this task may have said that
    // it ended.
    boolean ended = job.hinted() && taskId.equals(job.taskId());
    Moves.bind(draft, taskId, Naming.ANSWER);
    draft.hinted = ended;
    draft.paid += job.state() == State.SUBMITTING ? 1 : 0;
    Instant look = now.plus(firstLook);
    Moves.generate(draft, ended ? Job.AT_ONCE : look);
    draft.lookBy = look.plus(policy.maxInterval());
    return Decision.to(job, draft);
  }

  /** Corrects a known task: the creation's own answer has the last word on which it is. */
  private Decision settled(Draft draft, String taskId) {
    if (taskId.equals(job.taskId())) {
      draft.naming = Naming.ANSWER;
    } else if (job.naming() != Naming.ANSWER) {
      Moves.bind(draft, taskId, Naming.ANSWER);
      Moves.generate(draft, now);
    } else {
      return Decision.stay(job);
    }
    return Decision.to(job, draft);
  }

  /** Records the task of a job that was cancelled while its creation was open. Its cost counts. */
  private Decision letGo(Draft draft, String taskId) {
    if (job.taskId() != null) {
      return Decision.stay(job);
    }
    draft.taskId = taskId;
    draft.naming = Naming.ANSWER;
    draft.spent += job.voted() ? 0 : job.terms().price();
    return Decision.to(job, draft);
  }

  Decision refused(Event.Refused event) {
    boolean open = job.state() == State.SUBMITTING || job.state() == State.UNCERTAIN;
    if (!open || !job.isCurrent(event.attempt())) {
      return Decision.stay(job);
    }
    Draft draft = job.edit();
    draft.traceId = event.traceId();
    Moves.takeBack(draft);
    if (job.state() == State.UNCERTAIN) {
      Moves.uncount(draft);
    }
    return switch (event.why()) {
      case CONTENT -> refusedForGood(draft, ErrorCode.CONTENT_REFUSED, event);
      case PARAMETERS -> refusedForGood(draft, ErrorCode.INVALID_PARAMETERS, event);
      // The fault is not this job's: the account as a whole waits, and the job keeps its place.
      case NOT_SENT, THROTTLED, ACCOUNT -> {
        Moves.forgetAttempt(draft);
        Moves.queue(draft, now, null);
        yield Decision.to(job, draft);
      }
      case CALLBACK_CHECK -> {
        Moves.requeue(draft, now);
        yield Decision.to(job, draft);
      }
      case NOT_TRIED -> notTried(draft, event);
    };
  }

  /**
   * Queues a job again of which no request was made. After too many such claims the job fails,
   * since it would delay the other jobs for good.
   */
  private Decision notTried(Draft draft, Event.Refused event) {
    draft.untried++;
    if (draft.untried < MOST_UNTRIED) {
      Moves.requeue(draft, now);
      return Decision.to(job, draft);
    }
    Moves.forgetAttempt(draft);
    String message =
        "claimed " + draft.untried + " times, no request could be sent: " + event.message();
    Moves.fail(draft, Failure.of(ErrorCode.GENERATION_FAILED, message), now);
    return Decision.to(job, draft);
  }

  private Decision refusedForGood(Draft draft, ErrorCode code, Event.Refused event) {
    Moves.forgetAttempt(draft);
    Moves.fail(draft, Failure.of(code, event.code(), event.message(), event.traceId()), now);
    return Decision.to(job, draft);
  }

  Decision faulted(Event.Faulted event) {
    if (job.state() != State.SUBMITTING || !job.isCurrent(event.attempt())) {
      return Decision.stay(job);
    }
    if (event.passing() || !isSurelyNoTask(event.ground())) {
      return lost(event.ground());
    }
    Draft draft = job.edit();
    Moves.leaveBehind(draft, false);
    Moves.forgetAttempt(draft);
    Moves.fail(
        draft,
        Failure.of(ErrorCode.GENERATION_FAILED, event.code(), event.message(), event.traceId()),
        now);
    return Decision.to(job, draft);
  }

  Decision answerLost(Event.AnswerLost event) {
    boolean open = job.state() == State.SUBMITTING && job.isCurrent(event.attempt());
    return open ? lost(event.ground()) : Decision.stay(job);
  }

  /** Infers nothing from a missing vote: an unreadable answer may be a task's. */
  Decision answerUnreadable(Event.AnswerUnreadable event) {
    boolean open = job.state() == State.SUBMITTING && job.isCurrent(event.attempt());
    return open ? lost(Ground.NONE) : Decision.stay(job);
  }

  /** Decides a lost answer: a known task, surely no task, or an uncertain submission. */
  private Decision lost(Ground ground) {
    Draft draft = job.edit();
    if (job.taskId() != null) { // a push has named it
      draft.paid++;
      Moves.generate(draft, Moves.look(job.hinted(), now));
    } else if (isSurelyNoTask(ground)) {
      Moves.leaveBehind(draft, false);
      Moves.requeue(draft, now);
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
   * <p>That needs three facts. No vote is stored and no task is named. This creation could be
   * challenged, as each of the account is. The Redis that was asked for the vote also stored the
   * claim.
   */
  private boolean isSurelyNoTask(Ground ground) {
    return !job.voted()
        && job.taskId() == null
        && job.withCallback()
        && ground.challenged()
        && ground.storeId() != null
        && ground.storeId().equals(job.storeId());
  }

  Decision due(Event.Due event) {
    if (!job.isDue(now) && !job.isDue(event.moment())) {
      return Decision.stay(job);
    }
    return switch (job.state()) {
      case QUEUED -> waited();
      case SUBMITTING -> lost(event.ground()); // its daemon is dead
      case UNCERTAIN -> noCallbackCame();
      case GENERATING -> new Patience(job, now, policy).look();
      // The download part and the scanner act on these states; time alone changes nothing.
      case DOWNLOADING, SUCCEEDED, FAILED, CANCELLED, REJECTED -> Decision.stay(job);
    };
  }

  private Decision waited() {
    Draft draft = job.edit();
    if (job.terms().isExpired(now)) {
      return expired(draft);
    }
    Moves.queue(draft, now, null);
    return Decision.to(job, draft);
  }

  private Decision expired(Draft draft) {
    String message = "not submitted before its expires_at, " + job.terms().expiresAt();
    Moves.fail(draft, Failure.of(ErrorCode.EXPIRED, message), now);
    return Decision.to(job, draft);
  }

  private Decision noCallbackCame() {
    Draft draft = job.edit();
    Moves.spend(draft); // the budget counts it, since a task probably exists
    if (policy.retryUncertain() && job.paid() < job.terms().maxAttempts()) {
      Moves.leaveBehind(draft, true);
      draft.tries = 0;
      Moves.requeue(draft, now);
    } else {
      String message =
          "the answer to the submission was lost or not readable, and no callback came; a task may "
              + "exist and be charged: check the provider's console, then use resolve";
      Moves.fail(draft, Failure.of(ErrorCode.SUBMISSION_UNCERTAIN, message), now);
    }
    return Decision.to(job, draft);
  }
}
