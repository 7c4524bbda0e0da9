package dev.keyframed.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Event.Refusal;
import dev.keyframed.job.Event.ReportedStatus;
import dev.keyframed.job.Event.VoteEvidence;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks the vote, rule by rule (src/docs/vote.md). */
class VoteTest {
  private static final Event CHALLENGE = new Event.Challenged(Jobs.FIRST);
  private static final Event LOST = new Event.AnswerLost(Jobs.FIRST, Jobs.FIRM);

  private final Play play = Play.begin();

  @Test
  void grants_the_echo_once_and_only_to_the_attempt_under_way() {
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
  void voids_an_attempt_whose_answer_was_lost_before_the_vote() {
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
  void is_uncertain_when_the_answer_was_lost_after_the_vote() {
    play.then(Jobs.claim(), CHALLENGE, LOST);
    play.is(State.UNCERTAIN);
    play.then(new Event.Pushed(Jobs.FIRST, "t1", ReportedStatus.ENDED));
    play.is(State.GENERATING);
    play.costs(0, Jobs.PRICE);
    assertThat(play.job().isDue(play.now())).isTrue();
    assertThat(play.last().effects()).containsExactly(Effect.LOOK);
  }

  @Test
  void infers_nothing_where_creations_are_not_known_to_be_challenged() {
    play.then(Jobs.claim(), new Event.AnswerLost(Jobs.FIRST, new VoteEvidence("redis", false)));
    play.is(State.UNCERTAIN);
  }

  @Test
  void infers_nothing_from_an_answer_that_came_and_cannot_be_read() {
    play.then(Jobs.claim(), new Event.AnswerUnreadable(Jobs.FIRST));
    play.is(State.UNCERTAIN);
    play.atDue();
    play.then(new Event.Due(Jobs.FIRM));
    play.is(State.FAILED);
    play.costs(Jobs.PRICE, 0);
  }

  @Test
  void goes_on_with_the_task_that_a_push_has_named_where_the_answer_cannot_be_read() {
    play.then(Jobs.claim(), CHALLENGE, new Event.Pushed(Jobs.FIRST, "t1", ReportedStatus.RUNNING));
    play.then(new Event.AnswerUnreadable(Jobs.FIRST));
    play.is(State.GENERATING);
  }

  @Test
  void tells_a_voided_attempt_from_any_other_way_back_to_the_queue() {
    play.then(Jobs.claim(), LOST);
    assertThat(play.last().voids()).isTrue();
    play.then(Jobs.claim(), new Event.Refused(Jobs.SECOND, Refusal.THROTTLED, 1002, "no", null));
    play.is(State.QUEUED);
    assertThat(play.last().voids()).isFalse();
    play.then(Jobs.claim(), new Event.Pushed(Jobs.FIRST, "t1", ReportedStatus.RUNNING));
    play.is(State.GENERATING);
    assertThat(play.last().voids()).as("it gives way to a task").isFalse();
  }

  @Test
  void infers_nothing_from_a_redis_that_did_not_store_the_claim() {
    play.then(Jobs.claim(), new Event.AnswerLost(Jobs.FIRST, new VoteEvidence("other", true)));
    play.is(State.UNCERTAIN);
  }

  @Test
  void infers_nothing_where_no_redis_is_known() {
    play.then(
        new Event.Claimed("a", true, null),
        new Event.AnswerLost(Jobs.FIRST, new VoteEvidence(null, true)));
    play.is(State.UNCERTAIN);
  }

  @Test
  void infers_nothing_without_a_callback() {
    play.then(new Event.Claimed("a", false, "redis"), LOST);
    play.is(State.UNCERTAIN);
  }

  @Test
  void takes_a_dead_daemons_claim_for_a_lost_answer() {
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
  void waits_for_a_callback_and_then_fails_unless_told_to_retry() {
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
  void is_taken_over_when_the_stores_clock_finds_its_lease_over_whatever_the_daemons_clock_says() {
    play.then(Jobs.claim(), CHALLENGE);
    Instant lease = play.job().due();
    play.then(new Event.Due(Jobs.FIRM, lease.minusMillis(1)));
    play.is(State.SUBMITTING);
    play.then(new Event.Due(Jobs.FIRM, lease));
    play.is(State.UNCERTAIN);
  }

  @Test
  void a_voided_attempt_that_turns_out_to_be_a_task_refutes_what_was_inferred() {
    play.then(Jobs.claim(), new Event.AnswerLost(Jobs.FIRST, Jobs.FIRM));
    assertThat(play.last().voids()).isTrue();
    assertThat(play.last().refutesVoid()).isFalse();
    play.then(new Event.Pushed(Jobs.FIRST, "t1", ReportedStatus.RUNNING));
    play.is(State.GENERATING);
    assertThat(play.last().refutesVoid()).isTrue();
  }

  @Test
  void a_task_of_an_attempt_that_was_given_up_refutes_nothing() {
    Play bold = new Play(Jobs.BOLD, Jobs.queued());
    bold.then(Jobs.claim(), CHALLENGE, LOST);
    bold.atDue();
    bold.then(new Event.Due(Jobs.FIRM), new Event.Pushed(Jobs.FIRST, "t1", ReportedStatus.RUNNING));
    bold.is(State.GENERATING);
    assertThat(bold.last().refutesVoid()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Refusal.class)
  void takes_a_refusal_by_name_for_no_task_vote_or_not(Refusal why) {
    play.then(Jobs.claim(), CHALLENGE, new Event.Refused(Jobs.FIRST, why, 1, "no", null));
    boolean forGood = why == Refusal.CONTENT || why == Refusal.PARAMETERS;
    play.is(forGood ? State.FAILED : State.QUEUED);
    play.costs(0, 0);
    assertThat(play.job().paid()).isZero();
  }

  @Test
  void ends_a_job_that_can_never_be_sent_and_says_why() {
    for (int claim = 1; claim <= 40; claim++) {
      play.is(State.QUEUED);
      play.after(Duration.ofMinutes(5));
      play.then(new Event.Due(Jobs.FIRM), Jobs.claim());
      Attempt attempt = play.job().attempt();
      play.then(new Event.Refused(attempt, Refusal.NOT_TRIED, 0, "no frame", null));
    }
    play.is(State.FAILED);
    play.costs(0, 0);
    assertThat(play.job().failure().message()).contains("40 times").contains("no frame");
    play.then(new Event.Retry());
    play.is(State.QUEUED);
  }

  @Test
  void keeps_a_job_in_line_however_often_the_provider_cannot_be_reached() {
    for (int claim = 1; claim <= 100; claim++) {
      play.then(Jobs.claim());
      Attempt attempt = play.job().attempt();
      play.then(new Event.Refused(attempt, Refusal.NOT_SENT, 0, "no route", null));
      play.is(State.QUEUED);
    }
  }

  @Test
  void takes_an_error_after_the_vote_for_a_lost_answer() {
    play.then(Jobs.claim(), CHALLENGE);
    play.then(new Event.Faulted(Jobs.FIRST, false, 9999, "?", null, Jobs.FIRM));
    play.is(State.UNCERTAIN);
  }

  @Test
  void takes_an_error_before_the_vote_at_its_word() {
    play.then(Jobs.claim(), new Event.Faulted(Jobs.FIRST, false, 9999, "?", null, Jobs.FIRM));
    play.is(State.FAILED);
    Play passing = Play.begin();
    passing.then(Jobs.claim(), new Event.Faulted(Jobs.FIRST, true, 1000, "?", null, Jobs.FIRM));
    passing.is(State.QUEUED);
  }

  @Test
  void gives_up_a_claim_without_a_vote_for_the_task_of_an_earlier_attempt() {
    play.then(Jobs.claim(), LOST, Jobs.claim());
    play.then(new Event.Pushed(Jobs.FIRST, "t1", ReportedStatus.RUNNING));
    play.is(State.GENERATING);
    play.then(new Event.Challenged(Jobs.SECOND));
    assertThat(play.last().effects()).isEmpty();
    play.costs(0, Jobs.PRICE);
  }

  @Test
  void takes_up_the_task_of_a_claim_that_redis_has_forgotten() {
    play.then(new Event.Created(Jobs.FIRST, "t1", "trace"));
    play.is(State.GENERATING);
    play.costs(0, Jobs.PRICE);
    assertThat(play.job().attempt()).isEqualTo(Jobs.FIRST);
    assertThat(play.job().claims()).as("numbers are not given out twice").isEqualTo(1);
    assertThat(play.job().paid()).isEqualTo(1);
  }

  @Test
  void takes_up_the_task_of_a_forgotten_claim_whose_number_another_has() {
    Attempt forgotten = new Attempt(1, "b");
    play.then(Jobs.claim(), new Event.Pushed(forgotten, "t1", ReportedStatus.ENDED));
    play.is(State.GENERATING);
    assertThat(play.job().attempt()).isEqualTo(forgotten);
    play.then(CHALLENGE);
    assertThat(play.last().effects()).as("the claim after it is void").isEmpty();
  }

  @Test
  void keeps_a_claim_with_a_vote() {
    play.then(Jobs.claim(), LOST, Jobs.claim(), new Event.Challenged(Jobs.SECOND));
    play.then(new Event.Pushed(Jobs.FIRST, "t1", ReportedStatus.RUNNING));
    play.is(State.SUBMITTING);
    assertThat(play.last().changes()).isFalse();
  }
}
