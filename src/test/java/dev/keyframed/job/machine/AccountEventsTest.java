package dev.keyframed.job.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.job.AccountEvent;
import dev.keyframed.job.AccountEvent.ChallengeSeen;
import dev.keyframed.job.AccountEvent.CreationAccepted;
import dev.keyframed.job.AccountEvent.EchoFailed;
import dev.keyframed.job.AccountEvent.HoldReported;
import dev.keyframed.job.AccountEvent.TransientFailure;
import dev.keyframed.job.CreateResult;
import dev.keyframed.job.CreateResult.Refusal;
import dev.keyframed.job.Job;
import dev.keyframed.job.PassingTrouble.Cause;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Checks what each outcome of a creation says about the account. */
class AccountEventsTest {
  private static final CreateResult CREATED = new CreateResult.Created("t1", "trace");
  private static final CreateResult LOST = new CreateResult.AnswerLost("reset", Cause.UNREACHABLE);

  @Test
  void accepted_creation_tells_whether_its_challenge_was_echoed() {
    assertThat(of(CREATED, voted())).containsExactly(new CreationAccepted(true, true));
    assertThat(of(CREATED, claimed())).containsExactly(new CreationAccepted(true, false));
  }

  @Test
  void voided_attempt_that_is_accepted_shows_a_missing_challenge_and_a_given_up_one_does_not() {
    Job voided = apply(claimed(), Answers.lost(JobFixture.FIRST, JobFixture.FIRM));
    assertThat(voided.past()).hasSize(1);
    assertThat(of(CREATED, voided)).containsExactly(new CreationAccepted(true, false));

    Job uncertain = apply(voted(), Answers.lost(JobFixture.FIRST, JobFixture.FIRM));
    Job given =
        new Machine(JobFixture.BOLD).apply(uncertain, due(uncertain), uncertain.due()).next();
    assertThat(given.past()).hasSize(1);
    assertThat(of(CREATED, given)).containsExactly(new CreationAccepted(true, true));
  }

  @Test
  void creation_of_a_forgotten_job_does_not_blame_the_account() {
    assertThat(AccountEvents.of(event(CREATED), Optional.empty()))
        .containsExactly(new CreationAccepted(true, true));
    assertThat(AccountEvents.of(event(LOST), Optional.empty()))
        .containsExactly(failure(Cause.UNREACHABLE, "reset"));
  }

  @Test
  void echoed_challenge_is_reported_before_any_other_outcome() {
    assertThat(of(LOST, voted()))
        .containsExactly(new ChallengeSeen(), failure(Cause.UNREACHABLE, "reset"));
    assertThat(of(refused(Refusal.CONTENT, null), voted())).containsExactly(new ChallengeSeen());
  }

  @Test
  void refusal_is_a_hold_a_pause_a_missing_echo_or_nothing_by_its_reason() {
    assertThat(of(refused(Refusal.ACCOUNT, HoldReason.PLAN), claimed()))
        .containsExactly(new HoldReported(HoldReason.PLAN, "words", JobFixture.NOON));
    assertThat(of(refused(Refusal.THROTTLED, null), claimed()))
        .containsExactly(failure(Cause.THROTTLED, "words"));
    assertThat(of(refused(Refusal.NOT_SENT, null), claimed()))
        .containsExactly(failure(Cause.UNREACHABLE, "words"));
    assertThat(of(refused(Refusal.CALLBACK_CHECK, null), claimed()))
        .containsExactly(new EchoFailed());
    assertThat(of(refused(Refusal.LATE_CLAIM, null), claimed()))
        .as("a pause, and no trouble with the provider")
        .containsExactly(failure(null, null));
    for (Refusal silent : List.of(Refusal.NOT_TRIED, Refusal.CONTENT, Refusal.PARAMETERS)) {
      assertThat(of(refused(silent, null), claimed())).isEmpty();
    }
  }

  @Test
  void error_is_trouble_only_where_it_passes_and_unreadable_answer_is_trouble() {
    assertThat(of(new CreateResult.Faulted(true, 1000, "busy", null), claimed()))
        .containsExactly(failure(Cause.FAILING, "busy"));
    assertThat(of(new CreateResult.Faulted(false, 4711, "?", null), claimed())).isEmpty();
    assertThat(of(new CreateResult.AnswerUnreadable("cut"), claimed()))
        .containsExactly(failure(Cause.UNREADABLE, "cut"));
  }

  private static AccountEvent failure(Cause cause, String message) {
    return new TransientFailure(cause, message, JobFixture.NOON);
  }

  private static CreateResult refused(Refusal refusal, HoldReason hold) {
    return new CreateResult.Refused(refusal, hold, 1, "words", null);
  }

  private static List<AccountEvent> of(CreateResult result, Job before) {
    return AccountEvents.of(event(result), Optional.of(before));
  }

  private static Event.Answered event(CreateResult result) {
    return Event.Answered.to(claimed(), result);
  }

  private static Job claimed() {
    return apply(JobFixture.queued(), JobFixture.claim());
  }

  private static Job voted() {
    return apply(claimed(), new Event.ChallengeReceived(JobFixture.FIRST));
  }

  private static Event due(Job job) {
    return new Event.Due(JobFixture.FIRM, job.due());
  }

  private static Job apply(Job job, Event event) {
    return new Machine(JobFixture.CAREFUL).apply(job, event, JobFixture.NOON).next();
  }
}
