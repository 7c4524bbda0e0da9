package dev.keyframed.job;

import dev.keyframed.job.Event.Word;
import dev.keyframed.job.Job.Naming;
import dev.keyframed.job.Job.Via;
import java.time.Duration;
import java.time.Instant;

/** From a task to its video on disk: pushes are hints, the query is the truth. */
final class Generation {
  /** Queries that may miss a task which a push named, before we hold the push for mistaken. */
  private static final int MISSES_OF_A_PUSH = 3;

  /** Queries that may miss a task which its creation named: some minutes, with the backoff. */
  private static final int MISSES_OF_A_TASK = 10;

  private static final double PACE = 1.3;
  private static final Backoff DOWNLOADS =
      new Backoff(Duration.ofSeconds(2), 2, Duration.ofMinutes(5));

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

  /** An uncertain submission turns out to be a task. */
  private Decision found(String taskId, boolean ended) {
    Draft draft = job.edit();
    Moves.bind(draft, taskId, Naming.PUSH);
    Moves.generate(draft, now);
    draft.hinted = ended;
    return Decision.to(job, draft);
  }

  private Decision hinted(String taskId, boolean ended) {
    if (!taskId.equals(job.taskId()) || job.hinted()) {
      return Decision.stay(job);
    }
    Draft draft = job.edit();
    if (ended) {
      draft.hinted = true;
      draft.due = now;
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
      draft.naming = job.naming() == Naming.PUSH ? Naming.QUERY : job.naming();
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
      if (misses < MISSES_OF_A_TASK) {
        return later(job.edit(), misses);
      }
      Draft draft = job.edit();
      draft.misses = misses;
      Moves.spend(draft);
      String message = "the provider no longer knows the task: " + finding.message();
      Moves.fail(
          draft, Failure.of(ErrorCode.GENERATION_FAILED, finding.code(), message, null), now);
      return Decision.to(job, draft);
    }

    @Override
    public Decision on(Finding.Nothing finding) {
      return later(job.edit(), job.misses());
    }

    private Decision later(Draft draft, int misses) {
      if (isPatienceOver()) {
        return timedOut();
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
      case QUEUED, UNCERTAIN, DOWNLOADING, SUCCEEDED, FAILED, CANCELLED, REJECTED ->
          Decision.stay(job);
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

  /** Its moment came: is there any patience left? */
  Decision patience() {
    return isPatienceOver() ? timedOut() : Decision.stay(job);
  }

  private boolean isPatienceOver() {
    return !now.isBefore(job.submittedAt().plus(policy.giveUpAfter()));
  }

  private Decision timedOut() {
    Draft draft = job.edit();
    Moves.spend(draft); // it may still be charged, and its success still be delivered
    String message = "the task did not end within " + policy.shownPatience();
    Moves.fail(draft, Failure.of(ErrorCode.GENERATION_TIMED_OUT, message), now);
    return Decision.to(job, draft);
  }

  Decision saved(Video video) {
    if (job.state() != State.DOWNLOADING) {
      return Decision.stay(job);
    }
    Draft draft = job.edit();
    Moves.end(draft, State.SUCCEEDED, now);
    draft.video = video;
    return Decision.to(job, draft);
  }

  Decision downloadFailed(Event.DownloadFailed event) {
    if (job.state() != State.DOWNLOADING) {
      return Decision.stay(job);
    }
    Draft draft = job.edit();
    draft.tries += event.counts() ? 1 : 0;
    if (draft.tries >= policy.downloadAttempts()) {
      Failure why =
          Failure.of(ErrorCode.DOWNLOAD_FAILED, event.code(), event.message(), event.traceId());
      Moves.fail(draft, why, now);
    } else {
      draft.due = now.plus(DOWNLOADS.full(Math.max(1, draft.tries), Moves.seed(draft)));
    }
    return Decision.to(job, draft);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
