package dev.keyframed.job.machine;

import dev.keyframed.job.Failure;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobBuilder;
import dev.keyframed.job.JobId;
import dev.keyframed.job.JobSpec;
import dev.keyframed.job.State;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides the life of a job as a pure, total function of job, event and moment.
 *
 * <p>The package's text holds the table and the drawing. Thread-safe.
 */
public final class Machine {
  private final Policy policy;
  private final Expectation expectation;

  /** Creates a machine of that policy. A changed policy needs a new machine. */
  public Machine(Policy policy) {
    this(policy, Expectation.NONE);
  }

  private Machine(Policy policy, Expectation expectation) {
    this.policy = policy;
    this.expectation = expectation;
  }

  /** Returns a machine of the same policy that first queries a task at its expected end. */
  public Machine expecting(Expectation end) {
    return new Machine(policy, end);
  }

  /**
   * Returns the time from a task's creation to the first query, at most half of {@code
   * giveUpAfter}.
   */
  private Duration firstQueryDelay(Job job) {
    Duration latest = policy.giveUpAfter().dividedBy(2);
    Duration wanted = expectation.of(job.spec()).orElse(policy.firstPoll());
    return wanted.compareTo(latest) < 0 ? wanted : latest;
  }

  /** Returns the job as it is first stored: waiting for its time, or ready. */
  public static Job admit(JobId id, JobSpec spec, Instant enqueuedAt, Instant now) {
    JobBuilder draft = new JobBuilder(id, spec, enqueuedAt);
    JobEdits.queue(draft, now, spec.notBefore());
    return draft.done();
  }

  /** Returns the job as it is stored when admission refuses it. */
  public static Job reject(
      JobId id, JobSpec spec, Instant enqueuedAt, Failure failure, Instant now) {
    JobBuilder draft = new JobBuilder(id, spec, enqueuedAt);
    JobEdits.end(draft, State.REJECTED, now);
    draft.failure = failure;
    return draft.done();
  }

  /** Decides the change that an event makes. Never fails, and has no side effects. */
  public Decision apply(Job job, Event event, Instant now) {
    return event.match(new EventDispatch(job, now));
  }

  /** Hands each event to the class with its rules. */
  private final class EventDispatch implements Event.EventCases<Decision> {
    private final Job job;
    private final Instant now;
    private final SubmissionRules submission;
    private final GenerationRules generation;
    private final DownloadRules downloading;
    private final OperatorRules operator;

    EventDispatch(Job job, Instant now) {
      this.job = job;
      this.now = now;
      submission = new SubmissionRules(job, now, policy);
      generation = new GenerationRules(job, now, policy);
      downloading = new DownloadRules(job, now, policy);
      operator = new OperatorRules(job, now);
    }

    @Override
    public Decision on(Event.Claimed event) {
      return submission.claimed(event);
    }

    @Override
    public Decision on(Event.ChallengeReceived event) {
      return submission.grantVote(event.attempt());
    }

    @Override
    public Decision on(Event.Answered event) {
      return event.result().match(new AnswerRules(job, now, policy, event, firstQueryDelay(job)));
    }

    @Override
    public Decision on(Event.Pushed event) {
      return generation.pushed(event);
    }

    @Override
    public Decision on(Event.Queried event) {
      return generation.queried(event);
    }

    @Override
    public Decision on(Event.TaskOfAnotherJob event) {
      return generation.taskOfAnotherJob(event.taskId());
    }

    @Override
    public Decision on(Event.Saved event) {
      return downloading.saved(event.video());
    }

    @Override
    public Decision on(Event.DownloadFailed event) {
      return downloading.failed(event);
    }

    @Override
    public Decision on(Event.Due event) {
      return submission.due(event);
    }

    @Override
    public Decision on(Event.Cancel event) {
      return operator.cancel();
    }

    @Override
    public Decision on(Event.Retry event) {
      return operator.retry();
    }

    @Override
    public Decision on(Event.ResolvedAs event) {
      return operator.resolvedAs(event.taskId());
    }

    @Override
    public Decision on(Event.ResolvedNotCreated event) {
      return operator.resolvedNotCreated();
    }
  }
}
