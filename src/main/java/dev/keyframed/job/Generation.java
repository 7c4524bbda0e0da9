package dev.keyframed.job;

import dev.keyframed.job.Event.Word;
import dev.keyframed.job.Job.Naming;
import dev.keyframed.job.Job.Via;
import java.time.Instant;

/** From a task to its end: pushes are hints, the query is the truth. */
final class Generation {
  /** Queries that may miss a task which a push named, before we hold the push for mistaken. */
  private static final int MISSES_OF_A_PUSH = 3;

  /** Queries that may miss a task which an operator named: some minutes, with the backoff. */
  private static final int MISSES_OF_AN_OPERATOR = 10;

  private static final double PACE = 1.3;

  private final Job job;
  private final Instant now;
  private final Policy policy;

  Generation(Job job, Instant now, Policy policy) {
    this.job = job;
    this.now = now;
    this.policy = policy;
  }

  Decision pushed(Event.Pushed event) {
    boolean ended = event.word() == Word.ENDED;
    if (!job.isCurrent(event.attempt())) {
      return new LateTask(job, now).turnsUp(event.attempt(), event.taskId(), Naming.PUSH, ended);
    }
    return switch (job.state()) {
      case SUBMITTING -> noted(event.taskId(), ended);
      case UNCERTAIN -> found(event.taskId(), ended);
      case GENERATING -> hinted(event.taskId(), ended);
      case FAILED ->
          new LateTask(job, now).turnsUp(event.attempt(), event.taskId(), Naming.PUSH, ended);
      case QUEUED, DOWNLOADING, SUCCEEDED, CANCELLED, REJECTED -> Decision.stay(job);
    };
  }

  /**
   * The creation is still open: its answer will come, and knows better; should it be lost, we know
   * the task.
   */
  private Decision noted(String taskId, boolean ended) {
    boolean known = taskId.equals(job.taskId());
    if (job.taskId() != null && !(known && ended && !job.hinted())) {
      return Decision.stay(job);
    }
    Draft draft = job.edit();
    Moves.bind(draft, taskId, Naming.PUSH);
    draft.hinted = ended;
    return Decision.to(job, draft);
  }

  /** An uncertain submission turns out to be a task, or to be another one. */
  private Decision found(String taskId, boolean ended) {
    Draft draft = job.edit();
    Moves.bind(draft, taskId, Naming.PUSH);
    Moves.generate(draft, Moves.look(ended, now));
    draft.hinted = ended;
    return Decision.to(job, draft);
  }

  private Decision hinted(String taskId, boolean ended) {
    if (job.naming() == Naming.OPERATOR && job.misses() > 0 && !taskId.equals(job.taskId())) {
      return found(taskId, ended); // the provider does not know what the operator named
    }
    if (!taskId.equals(job.taskId()) || job.hinted()) {
      return Decision.stay(job);
    }
    Draft draft = job.edit();
    if (ended) {
      draft.hinted = true;
      draft.due = Job.AT_ONCE;
    } else {
      draft.due = later(job.due(), now.plus(policy.maxInterval()));
    }
    return Decision.to(job, draft);
  }

  Decision queried(Event.Queried event) {
    if (!event.taskId().equals(job.taskId())) {
      return Decision.stay(job);
    }
    return switch (job.state()) {
      case GENERATING -> event.finding().match(new Found());
      case FAILED -> new LateTask(job, now).found(event.finding());
      case QUEUED, SUBMITTING, UNCERTAIN, DOWNLOADING, SUCCEEDED, CANCELLED, REJECTED ->
          Decision.stay(job);
    };
  }

  /** What a query says of a task at work. */
  private final class Found implements Finding.Cases<Decision> {
    @Override
    public Decision on(Finding.Running finding) {
      return later(known(), 0);
    }

    /** The query has known the task: from here on its id is not dropped for a few misses. */
    private Draft known() {
      Draft draft = job.edit();
      draft.naming =
          switch (job.naming()) {
            case PUSH, QUERY -> Naming.QUERY;
            case OPERATOR, CONFIRMED -> Naming.CONFIRMED;
            case ANSWER -> Naming.ANSWER;
          };
      return draft;
    }

    @Override
    public Decision on(Finding.Succeeded finding) {
      return succeeded(job, finding, now);
    }

    @Override
    public Decision on(Finding.Failed finding) {
      Draft draft = job.edit();
      Moves.takeBack(draft); // provider-api: a failed generation is not charged
      if (job.naming() != Naming.ANSWER) {
        Moves.leaveFailed(draft);
      }
      if (!finding.content() && job.paid() < job.terms().maxAttempts()) {
        draft.tries = 0;
        Moves.requeue(draft, now);
        return Decision.to(job, draft);
      }
      draft.misses = 0;
      Moves.fail(draft, failure(finding), now);
      return Decision.to(job, draft);
    }

    @Override
    public Decision on(Finding.Unknown finding) {
      int misses = job.misses() + 1;
      if (job.naming() == Naming.PUSH && misses >= MISSES_OF_A_PUSH) {
        return uncertainAgain();
      }
      if (job.naming() == Naming.OPERATOR && misses >= MISSES_OF_AN_OPERATOR) {
        return misnamed();
      }
      // A task that was made is not unmade by answers which do not know it: it is paid for, and
      // asked for as long as there is patience.
      return later(job.edit(), misses);
    }

    @Override
    public Decision on(Finding.Nothing finding) {
      return later(job.edit(), job.misses());
    }

    private Decision later(Draft draft, int misses) {
      if (isPatienceOver()) {
        return misses > 0 ? unknownToTheEnd() : timedOut();
      }
      draft.tries++;
      draft.misses = misses;
      Backoff pace = new Backoff(policy.interval(), PACE, policy.maxInterval());
      draft.due = now.plus(pace.steady(job.tries(), Moves.seed(draft)));
      return Decision.to(job, draft);
    }
  }

  /** Why a task failed, by the provider's word. */
  static Failure failure(Finding.Failed finding) {
    ErrorCode code = finding.content() ? ErrorCode.CONTENT_REFUSED : ErrorCode.GENERATION_FAILED;
    return Failure.of(code, finding.code(), finding.message(), finding.traceId());
  }

  /** The video is there, and paid for. */
  static Decision succeeded(Job job, Finding.Succeeded finding, Instant now) {
    Draft draft = job.edit();
    Moves.spend(draft);
    draft.state = State.DOWNLOADING;
    draft.fileId = finding.fileId();
    draft.width = finding.width();
    draft.height = finding.height();
    draft.generatedAt = now;
    draft.completedBy = job.hinted() ? Via.CALLBACK : Via.POLL;
    draft.tries = 0;
    draft.misses = 0;
    draft.due = now;
    draft.finishedAt = null;
    draft.failure = null;
    return Decision.to(job, draft);
  }

  Decision disowned(String taskId) {
    if (!taskId.equals(job.taskId()) || !job.naming().isHint()) {
      return Decision.stay(job);
    }
    return switch (job.state()) {
      case SUBMITTING -> {
        Draft draft = job.edit();
        Moves.forgetTask(draft);
        yield Decision.to(job, draft);
      }
      case GENERATING -> uncertainAgain();
      case FAILED -> new LateTask(job, now).disowned();
      case QUEUED, UNCERTAIN, DOWNLOADING, SUCCEEDED, CANCELLED, REJECTED -> Decision.stay(job);
    };
  }

  /** The task that a push had named is not this job's. */
  private Decision uncertainAgain() {
    Draft draft = job.edit();
    Moves.forgetTask(draft);
    draft.state = State.UNCERTAIN;
    draft.tries = 0;
    draft.due = later(now, job.submittedAt().plus(policy.uncertainWait()));
    return Decision.to(job, draft);
  }

  /**
   * There is no task that is called as an operator has it: they may name another. The job waits for
   * that as a failed one whatever the policy, for where an operator knew of a task, none may be
   * paid for beside it because of a slip.
   */
  private Decision misnamed() {
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

  /** Its moment came: is there any patience left? */
  Decision patience() {
    if (!isPatienceOver()) {
      return Decision.stay(job);
    }
    return job.misses() > 0 ? unknownToTheEnd() : timedOut();
  }

  private boolean isPatienceOver() {
    return !now.isBefore(job.submittedAt().plus(policy.giveUpAfter()));
  }

  private Decision unknownToTheEnd() {
    return job.naming() == Naming.OPERATOR
        ? misnamed()
        : timedOut("; the provider did not know it when asked last");
  }

  private Decision timedOut() {
    return timedOut("");
  }

  private Decision timedOut(String more) {
    Draft draft = job.edit();
    Moves.spend(draft); // it may still be charged, and its success still be delivered
    String message = "the task did not end within " + policy.shownPatience() + more;
    Moves.fail(draft, Failure.of(ErrorCode.GENERATION_TIMED_OUT, message), now);
    return Decision.to(job, draft);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
