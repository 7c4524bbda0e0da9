package dev.keyframed.service.submit;

import dev.keyframed.job.AccountEvent;
import dev.keyframed.job.Attempt;
import dev.keyframed.job.Job;
import dev.keyframed.job.PassingTrouble.Cause;
import dev.keyframed.job.State;
import dev.keyframed.job.machine.Decision;
import dev.keyframed.job.machine.Event;
import dev.keyframed.port.Provider.CreateResult;
import dev.keyframed.support.metrics.Meters;
import java.time.Instant;
import java.util.Optional;

/** Translates a creation's outcome for its job, the account and the metrics. Pure. */
final class Submission {
  private Submission() {}

  /** Returns the event for its job. */
  static Event event(Attempt attempt, CreateResult creation) {
    if (creation instanceof CreateResult.TaskCreated made) {
      return new Event.Created(attempt, made.taskId(), made.traceId());
    }
    if (creation instanceof CreateResult.CreateRefused no) {
      return new Event.Refused(attempt, no.refusal(), no.code(), no.message(), no.traceId());
    }
    if (creation instanceof CreateResult.CreateFaulted fault) {
      return new Event.Faulted(
          attempt,
          fault.passing(),
          fault.code(),
          fault.message(),
          fault.traceId(),
          Event.VoteEvidence.NONE);
    }
    return creation instanceof CreateResult.CreateUnreadable
        ? new Event.AnswerUnreadable(attempt)
        : new Event.AnswerLost(attempt, Event.VoteEvidence.NONE);
  }

  /**
   * Checks whether that attempt's challenge had been echoed when its answer came.
   *
   * <p>An attempt left behind was given up after its vote, or voided for lack of one. A forgotten
   * attempt counts as voted, so that the account is not blamed.
   */
  static boolean voted(Job before, Attempt attempt) {
    if (attempt.equals(before.attempt())) {
      return before.voted();
    }
    return before.past().stream()
        .filter(former -> former.attempt().equals(attempt))
        .allMatch(former -> former.paid());
  }

  /** Checks whether a creation that is not a success shows that its challenge had been echoed. */
  static boolean showsChallenge(
      CreateResult creation, Optional<Decision> decision, Attempt attempt) {
    return !(creation instanceof CreateResult.TaskCreated)
        && decision
            .map(Decision::before)
            .filter(before -> attempt.equals(before.attempt()) && before.voted())
            .isPresent();
  }

  /**
   * Returns the fact for the account; empty where there is none.
   *
   * @param job as it was claimed
   * @param voted whether its challenge had been echoed before the answer came
   */
  static Optional<AccountEvent> accountEvent(CreateResult creation, Job job, boolean voted) {
    if (creation instanceof CreateResult.TaskCreated) {
      return Optional.of(new AccountEvent.CreationAccepted(job.withCallback(), voted));
    }
    Instant claimed = job.submittedAt();
    if (creation instanceof CreateResult.CreateRefused no) {
      return switch (no.refusal()) {
        case NOT_SENT -> transientFailure(Cause.UNREACHABLE, no.message(), claimed);
        case THROTTLED -> transientFailure(Cause.THROTTLED, no.message(), claimed);
        case ACCOUNT ->
            Optional.of(new AccountEvent.HoldReported(no.hold(), no.message(), claimed));
        case CALLBACK_CHECK -> Optional.of(new AccountEvent.EchoFailed());
        // These say nothing about the account.
        case NOT_TRIED, CONTENT, PARAMETERS -> Optional.empty();
      };
    }
    if (creation instanceof CreateResult.CreateFaulted fault) {
      return fault.passing()
          ? transientFailure(Cause.FAILING, fault.message(), claimed)
          : Optional.empty();
    }
    return creation instanceof CreateResult.CreateUnreadable unread
        ? transientFailure(Cause.UNREADABLE, unread.reason(), claimed)
        : transientFailure(
            ((CreateResult.CreateLost) creation).cause(),
            ((CreateResult.CreateLost) creation).reason(),
            claimed);
  }

  private static Optional<AccountEvent> transientFailure(
      Cause cause, String message, Instant claimed) {
    return Optional.of(new AccountEvent.TransientFailure(cause, message, claimed));
  }

  /** Returns the outcome for the metrics. */
  static Meters.SubmissionOutcome outcome(CreateResult creation, Decision decision) {
    if (creation instanceof CreateResult.TaskCreated) {
      return Meters.SubmissionOutcome.CREATED;
    }
    if (creation instanceof CreateResult.CreateRefused no) {
      return switch (no.refusal()) {
        case NOT_TRIED, NOT_SENT -> Meters.SubmissionOutcome.NOT_CREATED;
        case THROTTLED, ACCOUNT, CALLBACK_CHECK -> Meters.SubmissionOutcome.THROTTLED;
        case CONTENT, PARAMETERS -> Meters.SubmissionOutcome.REFUSED;
      };
    }
    State now = decision.next().state();
    if (now == State.QUEUED) {
      return Meters.SubmissionOutcome.NOT_CREATED;
    }
    return now == State.FAILED
        ? Meters.SubmissionOutcome.REFUSED
        : Meters.SubmissionOutcome.UNCERTAIN;
  }
}
