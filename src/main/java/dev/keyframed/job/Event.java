package dev.keyframed.job;

import java.time.Instant;

/**
 * Something that happened to a job. Every event is answered in every state; one of an attempt that
 * is no longer the job's finds the job as it is and changes nothing, or brings back a task that had
 * been given up.
 */
public sealed interface Event {

  /** Calls the case of this event. */
  <T> T match(Cases<T> cases);

  /**
   * A daemon wants to submit the job.
   *
   * @param nonce the random part of the new attempt
   * @param withCallback whether the creation will carry a callback URL
   * @param storeId the replication id of the Redis that is to store the claim; null where it is not
   *     known
   */
  record Claimed(String nonce, boolean withCallback, String storeId) implements Event {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /** The provider asks, on the attempt's URL, whether we want its task: the prepare of the vote. */
  record Challenged(Attempt attempt) implements Event {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /** The creation's answer: there is a task. */
  record Created(Attempt attempt, String taskId, String traceId) implements Event {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /** The creation's answer, by name: there is no task. */
  record Refused(Attempt attempt, Refusal why, int code, String message, String traceId)
      implements Event {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /**
   * The creation's answer is an error that may have come before or after the task was made
   * (provider-api: codes).
   *
   * @param passing whether it may go well another time; otherwise it is final where no task can
   *     have come of it
   * @param ground what may be inferred from a vote that is not there
   */
  record Faulted(
      Attempt attempt, boolean passing, int code, String message, String traceId, Ground ground)
      implements Event {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /**
   * The creation was surely written, and its answer never came: time-out, reset, 5xx, a cut body.
   */
  record AnswerLost(Attempt attempt, Ground ground) implements Event {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /** The creation's answer came, said that all is well, and cannot be read: no lost answer. */
  record AnswerUnreadable(Attempt attempt) implements Event {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /** A push on the attempt's URL: a hint. */
  record Pushed(Attempt attempt, String taskId, Word word) implements Event {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /** What our own query of that task found: the truth. */
  record Queried(String taskId, Finding finding) implements Event {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /** The store will not bind that task to this job: it is another job's. */
  record Disowned(String taskId) implements Event {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /** The video is on disk, complete. */
  record Saved(Video video) implements Event {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /** The video could not be fetched this time. */
  record DownloadFailed(Blame blame, int code, String message, String traceId) implements Event {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /**
   * Its {@code due} moment has come.
   *
   * @param moment the one that the store's clock has found to be over: several daemons' clocks may
   *     differ
   */
  record Due(Ground ground, Instant moment) implements Event {
    /** By the daemon's own clock alone. */
    public Due(Ground ground) {
      this(ground, Instant.EPOCH);
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /** An operator wants no more of it. */
  record Cancel() implements Event {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /** An operator wants the step repeated that failed. */
  record Retry() implements Event {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /** An operator knows which task an uncertain submission became. */
  record ResolvedAs(String taskId) implements Event {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /** An operator knows that an uncertain submission became no task. */
  record ResolvedNotCreated() implements Event {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /** One answer for each kind of event; a new kind does not compile until it has one. */
  interface Cases<T> {
    T on(Claimed event);

    T on(Challenged event);

    T on(Created event);

    T on(Refused event);

    T on(Faulted event);

    T on(AnswerLost event);

    T on(AnswerUnreadable event);

    T on(Pushed event);

    T on(Queried event);

    T on(Disowned event);

    T on(Saved event);

    T on(DownloadFailed event);

    T on(Due event);

    T on(Cancel event);

    T on(Retry event);

    T on(ResolvedAs event);

    T on(ResolvedNotCreated event);
  }

  /** What a push says of its task. */
  enum Word {
    /** It is at work, or a word that we do not know. */
    RUNNING,
    /** It has ended, well or badly: worth a query now. */
    ENDED
  }

  /** Whose fault it is that a video could not be fetched. */
  enum Blame {
    /** The file's own: counted. */
    FILE,
    /** The provider's, its storage's, or of the way there: it passes, so it is outwaited. */
    OTHERS,
    /** The account's, or this machine's: it lasts until somebody acts. */
    STANDING,
    /** The provider does not know the file: its task is asked again which one it is. */
    UNKNOWN_FILE
  }

  /** Why there is no task. */
  enum Refusal {
    /** There never was a request: of this job none could be made in time. */
    NOT_TRIED,
    /** The request never left this machine: name, connection or TLS; or the store was away. */
    NOT_SENT,
    /** Too many, too fast. */
    THROTTLED,
    /** Key, balance, plan or address: trouble of the account, not of the job. */
    ACCOUNT,
    /** The provider did not get its challenge echoed. */
    CALLBACK_CHECK,
    /** Prompt or frames refused. */
    CONTENT,
    /** Parameters refused. */
    PARAMETERS
  }

  /**
   * What a missing vote proves.
   *
   * @param storeId the replication id of the Redis that was asked for the vote; null where it is
   *     not known
   * @param challenged whether creations of this account are known to be challenged, each, and no
   *     row of voided attempts puts that in doubt
   */
  record Ground(String storeId, boolean challenged) {
    /** Where nothing may be inferred. */
    public static final Ground NONE = new Ground(null, false);
  }
}
