package dev.keyframed.service.submit;

import dev.keyframed.job.CreateResult;
import dev.keyframed.job.State;
import dev.keyframed.job.machine.Decision;
import dev.keyframed.support.metrics.Meters.SubmissionOutcome;

/** Maps the outcome of a submission to its metric label. Pure. */
final class SubmissionOutcomes implements CreateResult.CreateResultCases<SubmissionOutcome> {
  private final Decision decision;

  private SubmissionOutcomes(Decision decision) {
    this.decision = decision;
  }

  /**
   * Returns the label.
   *
   * @param decision on the job, as it was stored
   */
  static SubmissionOutcome of(CreateResult creation, Decision decision) {
    return creation.match(new SubmissionOutcomes(decision));
  }

  @Override
  public SubmissionOutcome on(CreateResult.Created created) {
    return SubmissionOutcome.CREATED;
  }

  @Override
  public SubmissionOutcome on(CreateResult.Refused refused) {
    return switch (refused.refusal()) {
      case NOT_TRIED, LATE_CLAIM, NOT_SENT -> SubmissionOutcome.NOT_CREATED;
      case THROTTLED, ACCOUNT, CALLBACK_CHECK -> SubmissionOutcome.THROTTLED;
      case CONTENT, PARAMETERS, UNREADABLE_INPUT -> SubmissionOutcome.REFUSED;
    };
  }

  @Override
  public SubmissionOutcome on(CreateResult.Faulted faulted) {
    return ambiguous();
  }

  @Override
  public SubmissionOutcome on(CreateResult.AnswerLost lost) {
    return ambiguous();
  }

  @Override
  public SubmissionOutcome on(CreateResult.AnswerUnreadable unreadable) {
    return ambiguous();
  }

  /** Returns what the job has become: the answer alone does not say it. */
  private SubmissionOutcome ambiguous() {
    State now = decision.next().state();
    if (now == State.QUEUED) {
      return SubmissionOutcome.NOT_CREATED;
    }
    return now == State.FAILED ? SubmissionOutcome.REFUSED : SubmissionOutcome.UNCERTAIN;
  }
}
