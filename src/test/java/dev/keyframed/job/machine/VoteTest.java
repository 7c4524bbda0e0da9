package dev.keyframed.job.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Attempt;
import dev.keyframed.job.CreateResult.Refusal;
import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.State;
import dev.keyframed.job.machine.Event.ReportedStatus;
import dev.keyframed.job.machine.Event.VoteEvidence;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks the vote, rule by rule (src/docs/vote.md). */
class VoteTest {
  private static final Event CHALLENGE = new Event.Challenged(Jobs.FIRST);
  private static final Event LOST = Answers.lost(Jobs.FIRST, Jobs.FIRM);

  private final Play play = Play.begin();

  @Test
  void echo_is_granted_once_and_only_to_the_current_attempt() {
    play.then(CHALLENGE);
    assertThat(play.last().effects()).as("before the claim").isEmpty();
    play.then(Jobs.claim(), new Event.Challenged(new Attempt(1, "b")));
    assertThat(play.last().effects()).as("another's nonce").isEmpty();
    play.then(CHALLENGE);
    assertThat(play.last().effects()).containsExactly(Effect.ECHO);
    play.then(CHALLENGE);
    assertThat(play.last().effects()).as("again").isEmpty();
  }

  @Test
  void attempt_is_voided_when_its_answer_is_lost_before_the_vote() {
    play.then(Jobs.claim(), LOST);
    play.is(State.QUEUED);
    play.costs(0, 0);
    play.then(CHALLENGE);
    assertThat(play.last().changes()).isFalse();
    play.then(Jobs.claim());
    assertThat(play.job().attempt()).isEqualTo(Jobs.SECOND);
    play.then(CHALLENGE);
    assertThat(play.last().changes()).as("the first attempt is void").isFalse();
  }

  @Test
  void job_is_uncertain_when_the_answer_is_lost_after_the_vote() {
    play.then(Jobs.claim(), CHALLENGE, LOST);
    play.is(State.UNCERTAIN);
    play.then(new Event.Pushed(Jobs.FIRST, "t1", ReportedStatus.ENDED));
    play.is(State.GENERATING);
    play.costs(0, Jobs.PRICE);
    assertThat(play.job().isDue(play.now())).isTrue();
    assertThat(play.last().effects()).containsExactly(Effect.QUERY);
  }

  @Test
  void lost_answer_is_uncertain_when_creations_are_not_known_to_be_challenged() {
    play.then(Jobs.claim(), Answers.lost(Jobs.FIRST, new VoteEvidence("redis", false)));
    play.is(State.UNCERTAIN);
  }

  @Test
  void unreadable_answer_is_uncertain_even_without_a_vote() {
    play.then(Jobs.claim(), Answers.unreadable(Jobs.FIRST));
    play.is(State.UNCERTAIN);
    play.atDue();
    play.then(new Event.Due(Jobs.FIRM));
    play.is(State.FAILED);
    play.costs(Jobs.PRICE, 0);
  }

  @Test
  void job_continues_with_a_pushed_task_when_the_answer_is_unreadable() {
    play.then(Jobs.claim(), CHALLENGE, new Event.Pushed(Jobs.FIRST, "t1", ReportedStatus.RUNNING));
    play.then(Answers.unreadable(Jobs.FIRST));
    play.is(State.GENERATING);
  }

  @Test
  void only_an_inferred_return_to_the_queue_counts_as_voided() {
    play.then(Jobs.claim(), LOST);
    assertThat(play.last().voids()).isTrue();
    play.then(Jobs.claim(), Answers.refused(Jobs.SECOND, Refusal.THROTTLED, 1002, "no", null));
    play.is(State.QUEUED);
    assertThat(play.last().voids()).isFalse();
    play.then(Jobs.claim(), new Event.Pushed(Jobs.FIRST, "t1", ReportedStatus.RUNNING));
    play.is(State.GENERATING);
    assertThat(play.last().voids()).as("it gives way to a task").isFalse();
  }

  @Test
  void lost_answer_is_uncertain_when_another_redis_stored_the_claim() {
    play.then(Jobs.claim(), Answers.lost(Jobs.FIRST, new VoteEvidence("other", true)));
    play.is(State.UNCERTAIN);
  }

  @Test
  void lost_answer_is_uncertain_when_the_redis_is_not_known() {
    play.then(
        new Event.Claimed("a", true, null), Answers.lost(Jobs.FIRST, new VoteEvidence(null, true)));
    play.is(State.UNCERTAIN);
  }

  @Test
  void lost_answer_is_uncertain_when_the_creation_had_no_callback() {
    play.then(new Event.Claimed("a", false, "redis"), LOST);
    play.is(State.UNCERTAIN);
  }

  @Test
  void expired_lease_of_a_claim_counts_as_a_lost_answer() {
    play.then(Jobs.claim());
    play.atDue();
    play.then(new Event.Due(Jobs.FIRM));
    play.is(State.QUEUED);
    play.after(Duration.ofMinutes(1));
    play.then(Jobs.claim(), new Event.Challenged(Jobs.SECOND));
    play.atDue();
    play.then(new Event.Due(Jobs.FIRM));
    play.is(State.UNCERTAIN);
  }

  @Test
  void uncertain_job_fails_or_is_retried_by_policy_after_its_wait() {
    play.then(Jobs.claim(), CHALLENGE, LOST);
    play.atDue();
    play.then(new Event.Due(Jobs.FIRM));
    play.is(State.FAILED);
    play.costs(Jobs.PRICE, 0);
    assertThat(play.job().failure().code()).isEqualTo(ErrorCode.SUBMISSION_UNCERTAIN);

    Play bold = new Play(Jobs.BOLD, Jobs.queued());
    bold.then(Jobs.claim(), CHALLENGE, LOST);
    bold.atDue();
    bold.then(new Event.Due(Jobs.FIRM));
    bold.is(State.QUEUED);
    bold.costs(Jobs.PRICE, 0);
  }

  @Test
  void lease_ends_by_the_clock_of_the_store_regardless_of_the_daemons_clock() {
    play.then(Jobs.claim(), CHALLENGE);
    Instant lease = play.job().due();
    play.then(new Event.Due(Jobs.FIRM, lease.minusMillis(1)));
    play.is(State.SUBMITTING);
    play.then(new Event.Due(Jobs.FIRM, lease));
    play.is(State.UNCERTAIN);
  }

  @Test
  void voided_attempt_that_is_a_task_refutes_the_inference() {
    play.then(Jobs.claim(), Answers.lost(Jobs.FIRST, Jobs.FIRM));
    assertThat(play.last().voids()).isTrue();
    assertThat(play.last().refutesVoid()).isFalse();
    play.then(new Event.Pushed(Jobs.FIRST, "t1", ReportedStatus.RUNNING));
    play.is(State.GENERATING);
    assertThat(play.last().refutesVoid()).isTrue();
  }

  @Test
  void given_up_attempt_that_is_a_task_refutes_no_inference() {
    Play bold = new Play(Jobs.BOLD, Jobs.queued());
    bold.then(Jobs.claim(), CHALLENGE, LOST);
    bold.atDue();
    bold.then(new Event.Due(Jobs.FIRM), new Event.Pushed(Jobs.FIRST, "t1", ReportedStatus.RUNNING));
    bold.is(State.GENERATING);
    assertThat(bold.last().refutesVoid()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Refusal.class)
  void refusal_by_name_proves_no_task_even_after_the_vote(Refusal why) {
    play.then(Jobs.claim(), CHALLENGE, Answers.refused(Jobs.FIRST, why, 1, "no", null));
    boolean forGood = why == Refusal.CONTENT || why == Refusal.PARAMETERS;
    play.is(forGood ? State.FAILED : State.QUEUED);
    play.costs(0, 0);
    assertThat(play.job().paid()).isZero();
  }

  @Test
  void job_fails_with_the_reason_after_forty_claims_without_a_request() {
    for (int claim = 1; claim <= 40; claim++) {
      play.is(State.QUEUED);
      play.after(Duration.ofMinutes(5));
      play.then(new Event.Due(Jobs.FIRM), Jobs.claim());
      Attempt attempt = play.job().attempt();
      play.then(Answers.refused(attempt, Refusal.NOT_TRIED, 0, "no frame", null));
    }
    play.is(State.FAILED);
    play.costs(0, 0);
    assertThat(play.job().failure().message()).contains("40 times").contains("no frame");
    play.then(new Event.Retry());
    play.is(State.QUEUED);
  }

  @Test
  void job_stays_queued_however_often_the_provider_is_unreachable() {
    for (int claim = 1; claim <= 100; claim++) {
      play.then(Jobs.claim());
      Attempt attempt = play.job().attempt();
      play.then(Answers.refused(attempt, Refusal.NOT_SENT, 0, "no route", null));
      play.is(State.QUEUED);
    }
  }

  @Test
  void unnamed_error_after_the_vote_counts_as_a_lost_answer() {
    play.then(Jobs.claim(), CHALLENGE);
    play.then(Answers.faulted(Jobs.FIRST, false, 9999, "?", null, Jobs.FIRM));
    play.is(State.UNCERTAIN);
  }

  @Test
  void unnamed_error_before_the_vote_fails_the_job_unless_it_is_passing() {
    play.then(Jobs.claim(), Answers.faulted(Jobs.FIRST, false, 9999, "?", null, Jobs.FIRM));
    play.is(State.FAILED);
    Play passing = Play.begin();
    passing.then(Jobs.claim(), Answers.faulted(Jobs.FIRST, true, 1000, "?", null, Jobs.FIRM));
    passing.is(State.QUEUED);
  }

  @Test
  void claim_without_a_vote_yields_to_the_task_of_an_earlier_attempt() {
    play.then(Jobs.claim(), LOST, Jobs.claim());
    play.then(new Event.Pushed(Jobs.FIRST, "t1", ReportedStatus.RUNNING));
    play.is(State.GENERATING);
    play.then(new Event.Challenged(Jobs.SECOND));
    assertThat(play.last().effects()).isEmpty();
    play.costs(0, Jobs.PRICE);
  }

  @Test
  void task_of_a_forgotten_claim_is_taken_up() {
    play.then(Answers.created(Jobs.FIRST, "t1", "trace"));
    play.is(State.GENERATING);
    play.costs(0, Jobs.PRICE);
    assertThat(play.job().attempt()).isEqualTo(Jobs.FIRST);
    assertThat(play.job().claims()).as("numbers are not given out twice").isEqualTo(1);
    assertThat(play.job().paid()).isEqualTo(1);
  }

  @Test
  void task_of_a_forgotten_claim_is_taken_up_when_its_number_was_reused() {
    Attempt forgotten = new Attempt(1, "b");
    play.then(Jobs.claim(), new Event.Pushed(forgotten, "t1", ReportedStatus.ENDED));
    play.is(State.GENERATING);
    assertThat(play.job().attempt()).isEqualTo(forgotten);
    play.then(CHALLENGE);
    assertThat(play.last().effects()).as("the claim after it is void").isEmpty();
  }

  @Test
  void claim_with_a_vote_is_kept_when_an_earlier_attempt_is_a_task() {
    play.then(Jobs.claim(), LOST, Jobs.claim(), new Event.Challenged(Jobs.SECOND));
    play.then(new Event.Pushed(Jobs.FIRST, "t1", ReportedStatus.RUNNING));
    play.is(State.SUBMITTING);
    assertThat(play.last().changes()).isFalse();
  }
}
