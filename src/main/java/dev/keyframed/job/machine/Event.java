package dev.keyframed.job.machine;

import dev.keyframed.job.Attempt;
import dev.keyframed.job.CreateResult;
import dev.keyframed.job.Finding;
import dev.keyframed.job.Job;
import dev.keyframed.job.QueryResult;
import dev.keyframed.job.Video;
import java.time.Instant;

/**
 * Represents an event in the life of a job.
 *
 * <p>Every event is answered in every state. An event of an attempt that is no longer the job's
 * changes nothing, or brings back a task that had been given up.
 */
public sealed interface Event {

  /** Calls the case of this event. */
  <T> T match(EventCases<T> cases);

  /**
   * Asks for the job on behalf of a daemon that wants to submit it.
   *
   * @param nonce the random part of the new attempt
   * @param withCallback whether the creation will carry a callback URL
   * @param redisReplId the replication id of the Redis that is to store the claim; null if not
   *     known
   */
  record Claimed(String nonce, boolean withCallback, String redisReplId) implements Event {
    @Override
    public <T> T match(EventCases<T> cases) {
      return cases.on(this);
    }
  }

  /** Reports a challenge on the attempt's URL, which prepares the vote. */
  record ChallengeReceived(Attempt attempt) implements Event {
    @Override
    public <T> T match(EventCases<T> cases) {
      return cases.on(this);
    }
  }

  /**
   * Reports the outcome of the creation request of that attempt.
   *
   * @param claimedAt when the attempt was claimed; null: the account's pauses do not count it
   * @param withCallback whether the request carried a callback URL
   * @param evidence what a missing vote proves, for an outcome that names no task
   */
  record Answered(
      Attempt attempt,
      Instant claimedAt,
      boolean withCallback,
      CreateResult result,
      VoteEvidence evidence)
      implements Event {

    /** Reports the outcome for a job as it was claimed. */
    public static Answered to(Job claimed, CreateResult result) {
      return new Answered(
          claimed.attempt(),
          claimed.submittedAt(),
          claimed.withCallback(),
          result,
          VoteEvidence.NONE);
    }

    /** Returns the event with other evidence. */
    public Answered with(VoteEvidence evidence) {
      return new Answered(attempt, claimedAt, withCallback, result, evidence);
    }

    @Override
    public <T> T match(EventCases<T> cases) {
      return cases.on(this);
    }
  }

  /** Reports a push on the attempt's URL. It is a hint. */
  record Pushed(Attempt attempt, String taskId, ReportedStatus status) implements Event {
    @Override
    public <T> T match(EventCases<T> cases) {
      return cases.on(this);
    }
  }

  /** Reports the finding of our own query of that task. It is the truth. */
  record Queried(String taskId, QueryResult result) implements Event {
    /** Reports a finding without trouble of account or service. */
    public Queried(String taskId, Finding finding) {
      this(taskId, new QueryResult(finding, null));
    }

    /** Returns the status of the task. */
    public Finding finding() {
      return result.finding();
    }

    @Override
    public <T> T match(EventCases<T> cases) {
      return cases.on(this);
    }
  }

  /** Reports that the store refuses to bind that task to this job, since another job owns it. */
  record TaskOfAnotherJob(String taskId) implements Event {
    @Override
    public <T> T match(EventCases<T> cases) {
      return cases.on(this);
    }
  }

  /** Reports that the complete video is on disk. */
  record Saved(Video video) implements Event {
    @Override
    public <T> T match(EventCases<T> cases) {
      return cases.on(this);
    }
  }

  /** Reports that this download of the video failed. */
  record DownloadFailed(DownloadFault fault, int code, String message, String traceId)
      implements Event {
    @Override
    public <T> T match(EventCases<T> cases) {
      return cases.on(this);
    }
  }

  /**
   * Reports that the job's {@code due} moment has come.
   *
   * @param moment the moment that has passed by the store's clock: the clocks of daemons may differ
   */
  record Due(VoteEvidence evidence, Instant moment) implements Event {
    /** Reports that the moment has come by the daemon's own clock alone. */
    public Due(VoteEvidence evidence) {
      this(evidence, Instant.EPOCH);
    }

    @Override
    public <T> T match(EventCases<T> cases) {
      return cases.on(this);
    }
  }

  /** Cancels the job on behalf of an operator. */
  record Cancel() implements Event {
    @Override
    public <T> T match(EventCases<T> cases) {
      return cases.on(this);
    }
  }

  /** Repeats the failed step on behalf of an operator. */
  record Retry() implements Event {
    @Override
    public <T> T match(EventCases<T> cases) {
      return cases.on(this);
    }
  }

  /** Names the task of an uncertain submission on behalf of an operator. */
  record ResolvedAs(String taskId) implements Event {
    @Override
    public <T> T match(EventCases<T> cases) {
      return cases.on(this);
    }
  }

  /** States on behalf of an operator that an uncertain submission became no task. */
  record ResolvedNotCreated() implements Event {
    @Override
    public <T> T match(EventCases<T> cases) {
      return cases.on(this);
    }
  }

  /** Handles each kind of event. A new kind does not compile until it has a case. */
  interface EventCases<T> {
    T on(Claimed event);

    T on(ChallengeReceived event);

    T on(Answered event);

    T on(Pushed event);

    T on(Queried event);

    T on(TaskOfAnotherJob event);

    T on(Saved event);

    T on(DownloadFailed event);

    T on(Due event);

    T on(Cancel event);

    T on(Retry event);

    T on(ResolvedAs event);

    T on(ResolvedNotCreated event);
  }

  /** Lists the statuses that a push may report. */
  enum ReportedStatus {
    /** The task is at work, or the status is not known to us. */
    RUNNING,
    /** The task has ended, well or badly: a query is worth it now. */
    ENDED
  }

  /** Lists whose fault a failed download is. */
  enum DownloadFault {
    /** The file's own fault: it is counted. */
    FILE,
    /** The fault of the provider, its storage or the network: it passes, so waiting helps. */
    OTHERS,
    /** The fault of the account or of this machine: it lasts until an operator acts. */
    LASTING,
    /** The provider does not know the file: its task is queried again for the file. */
    UNKNOWN_FILE
  }

  /**
   * States which conclusion a missing vote allows.
   *
   * @param redisReplId the replication id of the Redis that was asked for the vote; null if not
   *     known
   * @param challengeExpected whether each creation of this account is known to be challenged, and
   *     no series of voided attempts puts that in doubt
   */
  record VoteEvidence(String redisReplId, boolean challengeExpected) {
    /** Nothing may be inferred. */
    public static final VoteEvidence NONE = new VoteEvidence(null, false);
  }
}
