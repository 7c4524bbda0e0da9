package dev.keyframed.job.machine;

import dev.keyframed.job.AccountEvent;
import dev.keyframed.job.AccountEvent.TransientFailure;
import dev.keyframed.job.Attempt;
import dev.keyframed.job.CreateResult;
import dev.keyframed.job.Job;
import dev.keyframed.job.PassingTrouble.Cause;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Derives what the outcome of a creation says about the account (src/docs/vote.md). Pure. */
public final class AccountEvents implements CreateResult.CreateResultCases<Optional<AccountEvent>> {
  private final Event.Answered event;
  private final boolean voted;

  private AccountEvents(Event.Answered event, boolean voted) {
    this.event = event;
    this.voted = voted;
  }

  /**
   * Returns the facts for the account, in the order in which they are to be stored.
   *
   * @param before the job as it was when the outcome came; empty where it was not found. A
   *     forgotten attempt counts as voted, so that the account is not blamed
   */
  public static List<AccountEvent> of(Event.Answered event, Optional<Job> before) {
    boolean voted = before.map(job -> voted(job, event.attempt())).orElse(true);
    Optional<AccountEvent> challenge =
        before
            .filter(job -> job.isCurrent(event.attempt()) && job.voted())
            .filter(job -> !(event.result() instanceof CreateResult.Created))
            .map(job -> new AccountEvent.ChallengeSeen());
    return Stream.of(challenge, event.result().match(new AccountEvents(event, voted)))
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * Checks whether that attempt's challenge had been echoed when its answer came.
   *
   * <p>An attempt left behind was given up after its vote, or voided for lack of one.
   */
  private static boolean voted(Job before, Attempt attempt) {
    if (before.isCurrent(attempt)) {
      return before.voted();
    }
    return before.past().stream()
        .filter(left -> left.attempt().equals(attempt))
        .allMatch(left -> left.paid());
  }

  @Override
  public Optional<AccountEvent> on(CreateResult.Created created) {
    return Optional.of(new AccountEvent.CreationAccepted(event.withCallback(), voted));
  }

  @Override
  public Optional<AccountEvent> on(CreateResult.Refused refused) {
    return switch (refused.refusal()) {
      case NOT_SENT -> failure(Cause.UNREACHABLE, refused.message());
      case THROTTLED -> failure(Cause.THROTTLED, refused.message());
      // Our own fault: it makes a pause, and is no trouble with the provider.
      case LATE_CLAIM -> failure(null, null);
      case ACCOUNT ->
          Optional.of(
              new AccountEvent.HoldReported(refused.hold(), refused.message(), event.claimedAt()));
      case CALLBACK_CHECK -> Optional.of(new AccountEvent.EchoFailed());
      // These say nothing about the account.
      case NOT_TRIED, UNREADABLE_INPUT, CONTENT, PARAMETERS -> Optional.empty();
    };
  }

  @Override
  public Optional<AccountEvent> on(CreateResult.Faulted faulted) {
    return faulted.passing() ? failure(Cause.FAILING, faulted.message()) : Optional.empty();
  }

  @Override
  public Optional<AccountEvent> on(CreateResult.AnswerLost lost) {
    return failure(lost.cause(), lost.why());
  }

  @Override
  public Optional<AccountEvent> on(CreateResult.AnswerUnreadable unreadable) {
    return failure(Cause.UNREADABLE, unreadable.why());
  }

  private Optional<AccountEvent> failure(Cause cause, String message) {
    return Optional.of(new TransientFailure(cause, message, event.claimedAt()));
  }
}
