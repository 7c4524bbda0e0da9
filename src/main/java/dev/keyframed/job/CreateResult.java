package dev.keyframed.job;

import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.job.PassingTrouble.Cause;

/** Represents the outcome of a creation request (src/docs/provider-api.md). */
public sealed interface CreateResult {

  /** Calls the case of this outcome. */
  <T> T match(CreateResultCases<T> cases);

  /** Checks whether there may be a task that this outcome does not name. */
  boolean mayHideTask();

  /** Reports that there is a task. */
  record Created(String taskId, String traceId) implements CreateResult {
    @Override
    public <T> T match(CreateResultCases<T> cases) {
      return cases.on(this);
    }

    @Override
    public boolean mayHideTask() {
      return false;
    }
  }

  /**
   * Reports that there is no task: refused by name, or the request was never written.
   *
   * @param hold the hold of the account if that is the reason, else null
   */
  record Refused(Refusal refusal, HoldReason hold, int code, String message, String traceId)
      implements CreateResult {
    /** Represents a request that this daemon itself did not send, for that reason. */
    public static Refused notSent(Refusal refusal, String message) {
      return new Refused(refusal, null, 0, message, null);
    }

    @Override
    public <T> T match(CreateResultCases<T> cases) {
      return cases.on(this);
    }

    @Override
    public boolean mayHideTask() {
      return false;
    }
  }

  /**
   * Reports an error from before or after the task was made.
   *
   * @param passing whether a repetition may succeed; otherwise the error is final where no task can
   *     exist
   */
  record Faulted(boolean passing, int code, String message, String traceId)
      implements CreateResult {
    @Override
    public <T> T match(CreateResultCases<T> cases) {
      return cases.on(this);
    }

    @Override
    public boolean mayHideTask() {
      return true;
    }
  }

  /**
   * Reports a request that was written and not answered: a time-out, a reset, or a 5xx answer. A
   * cut 2xx body is unreadable instead.
   */
  record AnswerLost(String why, Cause cause) implements CreateResult {
    /** Reports a request after which nothing came back at all. */
    public AnswerLost(String why) {
      this(why, Cause.UNREACHABLE);
    }

    @Override
    public <T> T match(CreateResultCases<T> cases) {
      return cases.on(this);
    }

    @Override
    public boolean mayHideTask() {
      return true;
    }
  }

  /** Reports an answer that claims success and names no task: cut, or in no known form. */
  record AnswerUnreadable(String why) implements CreateResult {
    @Override
    public <T> T match(CreateResultCases<T> cases) {
      return cases.on(this);
    }

    @Override
    public boolean mayHideTask() {
      return true;
    }
  }

  /** Handles each kind of outcome. A new kind does not compile until it has a case. */
  interface CreateResultCases<T> {
    T on(Created result);

    T on(Refused result);

    T on(Faulted result);

    T on(AnswerLost result);

    T on(AnswerUnreadable result);
  }

  /** Lists the reasons why there is no task. */
  enum Refusal {
    /** No request was made: the job's request could not be prepared in time. */
    NOT_TRIED,
    /** No request was made: the store granted the claim too late. */
    LATE_CLAIM,
    /** No request was made: the job's request or a frame of it cannot be read. */
    UNREADABLE_INPUT,
    /** The request never left this machine: name lookup, connection or TLS failed. */
    NOT_SENT,
    /** Too many requests were sent in too short a time. */
    THROTTLED,
    /** Key, balance, plan or address: trouble of the account, not of the job. */
    ACCOUNT,
    /** The provider did not get its challenge echoed. */
    CALLBACK_CHECK,
    /** The prompt or a frame was refused. */
    CONTENT,
    /** The parameters were refused. */
    PARAMETERS;

    /** Checks whether a request reached the provider, as far as is known. */
    public boolean wasSent() {
      return switch (this) {
        case NOT_TRIED, LATE_CLAIM, UNREADABLE_INPUT, NOT_SENT -> false;
        case THROTTLED, ACCOUNT, CALLBACK_CHECK, CONTENT, PARAMETERS -> true;
      };
    }
  }
}
