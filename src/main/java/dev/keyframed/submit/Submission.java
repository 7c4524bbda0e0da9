package dev.keyframed.submit;

import dev.keyframed.job.Account.News;
import dev.keyframed.job.Attempt;
import dev.keyframed.job.Decision;
import dev.keyframed.job.Event;
import dev.keyframed.job.Job;
import dev.keyframed.job.PassingTrouble.Cause;
import dev.keyframed.job.State;
import dev.keyframed.metrics.Meters;
import dev.keyframed.port.Provider.Creation;
import java.time.Instant;
import java.util.Optional;

/** Translates a creation's outcome for its job, the account and the metrics. Pure. */
final class Submission {
  private Submission() {}

  /** Returns the event for its job. */
  static Event event(Attempt attempt, Creation creation) {
    if (creation instanceof Creation.Created made) {
      return new Event.Created(attempt, made.taskId(), made.traceId());
    }
    if (creation instanceof Creation.Refused no) {
      return new Event.Refused(attempt, no.why(), no.code(), no.message(), no.traceId());
    }
    if (creation instanceof Creation.Faulted fault) {
      return new Event.Faulted(
          attempt,
          fault.passing(),
          fault.code(),
          fault.message(),
          fault.traceId(),
          Event.Ground.NONE);
    }
    return creation instanceof Creation.Unreadable
        ? new Event.AnswerUnreadable(attempt)
        : new Event.AnswerLost(attempt, Event.Ground.NONE);
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
        .filter(left -> left.attempt().equals(attempt))
        .allMatch(left -> left.paid());
  }

  /** Checks whether a creation that is not a success shows that its challenge had been echoed. */
  static boolean showsChallenge(Creation creation, Optional<Decision> decision, Attempt attempt) {
    return !(creation instanceof Creation.Created)
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
  static Optional<News> news(Creation creation, Job job, boolean voted) {
    if (creation instanceof Creation.Created) {
      return Optional.of(new News.Created(job.withCallback(), voted));
    }
    Instant claimed = job.submittedAt();
    if (creation instanceof Creation.Refused no) {
      return switch (no.why()) {
        case NOT_SENT -> struck(Cause.UNREACHABLE, no.message(), claimed);
        case THROTTLED -> struck(Cause.THROTTLED, no.message(), claimed);
        case ACCOUNT -> Optional.of(new News.Held(no.hold(), no.message(), claimed));
        case CALLBACK_CHECK -> Optional.of(new News.EchoFailed());
        // These say nothing about the account.
        case NOT_TRIED, CONTENT, PARAMETERS -> Optional.empty();
      };
    }
    if (creation instanceof Creation.Faulted fault) {
      return fault.passing() ? struck(Cause.FAILING, fault.message(), claimed) : Optional.empty();
    }
    return creation instanceof Creation.Unreadable unread
        ? struck(Cause.UNREADABLE, unread.why(), claimed)
        : struck(((Creation.Lost) creation).cause(), ((Creation.Lost) creation).why(), claimed);
  }

  private static Optional<News> struck(Cause cause, String message, Instant claimed) {
    return Optional.of(new News.Struck(cause, message, claimed));
  }

  /** Returns the outcome for the metrics. */
  static Meters.Submission outcome(Creation creation, Decision decision) {
    if (creation instanceof Creation.Created) {
      return Meters.Submission.CREATED;
    }
    if (creation instanceof Creation.Refused no) {
      return switch (no.why()) {
        case NOT_TRIED, NOT_SENT -> Meters.Submission.NOT_CREATED;
        case THROTTLED, ACCOUNT, CALLBACK_CHECK -> Meters.Submission.THROTTLED;
        case CONTENT, PARAMETERS -> Meters.Submission.REFUSED;
      };
    }
    State now = decision.next().state();
    if (now == State.QUEUED) {
      return Meters.Submission.NOT_CREATED;
    }
    return now == State.FAILED ? Meters.Submission.REFUSED : Meters.Submission.UNCERTAIN;
  }
}
