package dev.keyframed.job;

import dev.keyframed.job.Event.Ground;
import dev.keyframed.job.Job.Naming;
import java.time.Duration;
import java.time.Instant;

/**
 * From the queue to a task: the claim, the vote, and what an answer, or none, means (design: the
 * vote).
 */
final class Creation {
  /** Claims of which no request may come: more than an hour, with the pauses between them. */
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

  /** Yes only to the current attempt, only while it is being submitted, and only once. */
  Decision challenged(Attempt attempt) {
    if (job.state() != State.SUBMITTING || !job.isCurrent(attempt) || job.voted()) {
      return Decision.stay(job);
    }
    Draft draft = job.edit();
    draft.voted = true;
    return Decision.vote(job, draft);
  }

  /**
   * The creation's answer.
   *
   * @param firstLook how long the task is let alone
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
    // A push that named another task was mistaken; one that named this task may have said that it
    // ended.
    boolean ended = job.hinted() && taskId.equals(job.taskId());
    Moves.bind(draft, taskId, Naming.ANSWER);
    draft.hinted = ended;
    draft.paid += job.state() == State.SUBMITTING ? 1 : 0;
    Instant look = now.plus(firstLook);
    Moves.generate(draft, ended ? Job.AT_ONCE : look);
    draft.lookBy = look.plus(policy.maxInterval());
    return Decision.to(job, draft);
  }

  /** The task is known already: the creation's own answer has the last word on which it is. */
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

  /** Cancelled while its creation was open: the task is let go, its cost counts. */
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
      // Not this job's doing: the account as a whole waits, the job keeps its place.
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

  /** It cost nothing; but what can never be sent must not take the others' turns for good. */
  private Decision notTried(Draft draft, Event.Refused event) {
    draft.untried++;
    if (draft.untried < MOST_UNTRIED) {
      Moves.requeue(draft, now);
      return Decision.to(job, draft);
    }
    Moves.forgetAttempt(draft);
    String message = "claimed " + draft.untried + " times and never sent: " + event.message();
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

  /** What came in place of an answer may be a task's: nothing is inferred from a missing vote. */
  Decision answerUnreadable(Event.AnswerUnreadable event) {
    boolean open = job.state() == State.SUBMITTING && job.isCurrent(event.attempt());
    return open ? lost(Ground.NONE) : Decision.stay(job);
  }

  /** The answer will not come: was it a task? */
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
   * Without our vote there is no task: where creations are known to be challenged, this one could
   * be, and the Redis that would hold the vote is the one that stored the claim.
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
      // The download room and the scanner act on these; time alone changes nothing.
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
    Moves.spend(draft); // to be on the safe side of the budget: it probably is a task
    if (policy.retryUncertain() && job.paid() < job.terms().maxAttempts()) {
      Moves.leaveBehind(draft, true);
      draft.tries = 0;
      Moves.requeue(draft, now);
    } else {
      String message =
          "the answer to the submission was lost or could not be read, nothing proves that there is no task, and no "
              + "callback came; a task may exist and may have been charged";
      Moves.fail(draft, Failure.of(ErrorCode.SUBMISSION_UNCERTAIN, message), now);
    }
    return Decision.to(job, draft);
  }
}
