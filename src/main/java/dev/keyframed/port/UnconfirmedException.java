package dev.keyframed.port;

import dev.keyframed.job.Job;

/** Reports that a change may have been stored, since Redis did not answer. Has no stack trace. */
public final class UnconfirmedException extends StoreUnavailableException {
  private static final long serialVersionUID = 1;

  private final transient Job wanted;

  /**
   * Wraps the fault that kept the answer away.
   *
   * @param wanted the job as it is if the change was stored, with the version that it then has
   */
  public UnconfirmedException(Job wanted, Throwable cause) {
    super(cause.getMessage(), cause);
    this.wanted = wanted;
  }

  /** Returns the job as it is if the change was stored. */
  public Job wanted() {
    return wanted;
  }
}
