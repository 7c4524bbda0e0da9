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
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks the vote, rule by rule (src/docs/vote.md). */
class VoteTest {
  private static final Event CHALLENGE = new Event.ChallengeReceived(JobFixture.FIRST);
  private static final Event LOST = Answers.lost(JobFixture.FIRST, JobFixture.FIRM);

  private final MachineRunner runner = MachineRunner.begin();

  @Test
  void echo_is_granted_once_and_only_to_the_current_attempt() {
    runner.then(CHALLENGE);
    assertThat(runner.last().effects()).as("before the claim").isEmpty();
    runner.then(JobFixture.claim(), new Event.ChallengeReceived(new Attempt(1, "b")));
    assertThat(runner.last().effects()).as("another's nonce").isEmpty();
    runner.then(CHALLENGE);
    assertThat(runner.last().effects()).containsExactly(Effect.ECHO);
    runner.then(CHALLENGE);
    assertThat(runner.last().effects()).as("again").isEmpty();
  }

  @Test
  void attempt_is_voided_when_its_answer_is_lost_before_the_vote() {
    runner.then(JobFixture.claim(), LOST);
    runner.is(State.QUEUED);
    runner.costs(0, 0);
    runner.then(CHALLENGE);
    assertThat(runner.last().changes()).isFalse();
    runner.then(JobFixture.claim());
    assertThat(runner.job().attempt()).isEqualTo(JobFixture.SECOND);
    runner.then(CHALLENGE);
    assertThat(runner.last().changes()).as("the first attempt is void").isFalse();
  }

  @Test
  void job_is_uncertain_when_the_answer_is_lost_after_the_vote() {
    runner.then(JobFixture.claim(), CHALLENGE, LOST);
    runner.is(State.UNCERTAIN);
    runner.then(new Event.Pushed(JobFixture.FIRST, "t1", ReportedStatus.ENDED));
    runner.is(State.GENERATING);
    runner.costs(0, JobFixture.PRICE);
    assertThat(runner.job().isDue(runner.now())).isTrue();
    assertThat(runner.last().effects()).containsExactly(Effect.QUERY);
  }

  @Test
  void lost_answer_is_uncertain_when_creations_are_not_known_to_be_challenged() {
    runner.then(
        JobFixture.claim(), Answers.lost(JobFixture.FIRST, new VoteEvidence("redis", false)));
    runner.is(State.UNCERTAIN);
  }

  @Test
  void unreadable_answer_is_uncertain_even_without_a_vote() {
    runner.then(JobFixture.claim(), Answers.unreadable(JobFixture.FIRST));
    runner.is(State.UNCERTAIN);
    runner.atDue();
    runner.then(new Event.Due(JobFixture.FIRM));
    runner.is(State.FAILED);
    runner.costs(JobFixture.PRICE, 0);
  }

  @Test
  void job_continues_with_a_pushed_task_when_the_answer_is_unreadable() {
    runner.then(
        JobFixture.claim(),
        CHALLENGE,
        new Event.Pushed(JobFixture.FIRST, "t1", ReportedStatus.RUNNING));
    runner.then(Answers.unreadable(JobFixture.FIRST));
    runner.is(State.GENERATING);
  }

  @Test
  void only_an_inferred_return_to_the_queue_counts_as_voided() {
    runner.then(JobFixture.claim(), LOST);
    assertThat(runner.last().voids()).isTrue();
    runner.then(
        JobFixture.claim(),
        Answers.refused(JobFixture.SECOND, Refusal.THROTTLED, 1002, "no", null));
    runner.is(State.QUEUED);
    assertThat(runner.last().voids()).isFalse();
    runner.then(
        JobFixture.claim(), new Event.Pushed(JobFixture.FIRST, "t1", ReportedStatus.RUNNING));
    runner.is(State.GENERATING);
    assertThat(runner.last().voids()).as("it gives way to a task").isFalse();
  }

  @Test
  void lost_answer_is_uncertain_when_another_redis_stored_the_claim() {
    runner.then(
        JobFixture.claim(), Answers.lost(JobFixture.FIRST, new VoteEvidence("other", true)));
    runner.is(State.UNCERTAIN);
  }

  @Test
  void lost_answer_is_uncertain_when_the_redis_is_not_known() {
    runner.then(
        new Event.Claimed("a", true, null),
        Answers.lost(JobFixture.FIRST, new VoteEvidence(null, true)));
    runner.is(State.UNCERTAIN);
  }

  @Test
  void lost_answer_is_uncertain_when_the_creation_had_no_callback() {
    runner.then(new Event.Claimed("a", false, "redis"), LOST);
    runner.is(State.UNCERTAIN);
  }

  @Test
  void expired_lease_of_a_claim_counts_as_a_lost_answer() {
    runner.then(JobFixture.claim());
    runner.atDue();
    runner.then(new Event.Due(JobFixture.FIRM));
    runner.is(State.QUEUED);
    runner.after(Duration.ofMinutes(1));
    runner.then(JobFixture.claim(), new Event.ChallengeReceived(JobFixture.SECOND));
    runner.atDue();
    runner.then(new Event.Due(JobFixture.FIRM));
    runner.is(State.UNCERTAIN);
  }

  @Test
  void uncertain_job_fails_or_is_retried_by_policy_after_its_wait() {
    runner.then(JobFixture.claim(), CHALLENGE, LOST);
    runner.atDue();
    runner.then(new Event.Due(JobFixture.FIRM));
    runner.is(State.FAILED);
    runner.costs(JobFixture.PRICE, 0);
    assertThat(runner.job().failure().code()).isEqualTo(ErrorCode.SUBMISSION_UNCERTAIN);

    MachineRunner bold = new MachineRunner(JobFixture.BOLD, JobFixture.queued());
    bold.then(JobFixture.claim(), CHALLENGE, LOST);
    bold.atDue();
    bold.then(new Event.Due(JobFixture.FIRM));
    bold.is(State.QUEUED);
    bold.costs(JobFixture.PRICE, 0);
  }

  @Test
  void lease_ends_by_the_clock_of_the_store_regardless_of_the_daemons_clock() {
    runner.then(JobFixture.claim(), CHALLENGE);
    Instant lease = runner.job().due();
    runner.then(new Event.Due(JobFixture.FIRM, lease.minusMillis(1)));
    runner.is(State.SUBMITTING);
    runner.then(new Event.Due(JobFixture.FIRM, lease));
    runner.is(State.UNCERTAIN);
  }

  @Test
  void voided_attempt_that_is_a_task_refutes_the_inference() {
    runner.then(JobFixture.claim(), Answers.lost(JobFixture.FIRST, JobFixture.FIRM));
    assertThat(runner.last().voids()).isTrue();
    assertThat(runner.last().refutesVoid()).isFalse();
    runner.then(new Event.Pushed(JobFixture.FIRST, "t1", ReportedStatus.RUNNING));
    runner.is(State.GENERATING);
    assertThat(runner.last().refutesVoid()).isTrue();
  }

  @Test
  void given_up_attempt_that_is_a_task_refutes_no_inference() {
    MachineRunner bold = new MachineRunner(JobFixture.BOLD, JobFixture.queued());
    bold.then(JobFixture.claim(), CHALLENGE, LOST);
    bold.atDue();
    bold.then(
        new Event.Due(JobFixture.FIRM),
        new Event.Pushed(JobFixture.FIRST, "t1", ReportedStatus.RUNNING));
    bold.is(State.GENERATING);
    assertThat(bold.last().refutesVoid()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Refusal.class)
  void refusal_by_name_proves_no_task_even_after_the_vote(Refusal why) {
    runner.then(
        JobFixture.claim(), CHALLENGE, Answers.refused(JobFixture.FIRST, why, 1, "no", null));
    boolean forGood =
        Set.of(Refusal.CONTENT, Refusal.PARAMETERS, Refusal.UNREADABLE_INPUT).contains(why);
    runner.is(forGood ? State.FAILED : State.QUEUED);
    runner.costs(0, 0);
    assertThat(runner.job().paid()).isZero();
    assertThat(runner.job().attempts()).as("sent").isEqualTo(why.wasSent() ? 1 : 0);
  }

  @Test
  void attempts_count_no_claim_of_which_nothing_was_sent() {
    for (int claim = 1; claim <= 3; claim++) {
      runner.then(JobFixture.claim());
      runner.then(Answers.refused(runner.job().attempt(), Refusal.NOT_SENT, 0, "away", null));
    }
    assertThat(runner.job().claims()).isEqualTo(3);
    assertThat(runner.job().attempts()).isZero();

    runner.then(JobFixture.claim());
    runner.then(Answers.lost(runner.job().attempt(), JobFixture.FIRM));
    assertThat(runner.job().attempts()).as("lost answers count").isEqualTo(1);
  }

  @Test
  void job_fails_with_the_reason_after_forty_claims_without_a_request() {
    for (int claim = 1; claim <= 40; claim++) {
      runner.is(State.QUEUED);
      runner.after(Duration.ofMinutes(5));
      runner.then(new Event.Due(JobFixture.FIRM), JobFixture.claim());
      Attempt attempt = runner.job().attempt();
      runner.then(Answers.refused(attempt, Refusal.NOT_TRIED, 0, "no frame", null));
    }
    runner.is(State.FAILED);
    runner.costs(0, 0);
    assertThat(runner.job().failure().message()).contains("40 times").contains("no frame");
    runner.then(new Event.Retry());
    runner.is(State.QUEUED);
  }

  @Test
  void job_stays_queued_however_often_the_provider_is_unreachable() {
    for (int claim = 1; claim <= 100; claim++) {
      runner.then(JobFixture.claim());
      Attempt attempt = runner.job().attempt();
      runner.then(Answers.refused(attempt, Refusal.NOT_SENT, 0, "no route", null));
      runner.is(State.QUEUED);
    }
  }

  @Test
  void unnamed_error_after_the_vote_counts_as_a_lost_answer() {
    runner.then(JobFixture.claim(), CHALLENGE);
    runner.then(Answers.faulted(JobFixture.FIRST, false, 9999, "?", null, JobFixture.FIRM));
    runner.is(State.UNCERTAIN);
  }

  @Test
  void unnamed_error_before_the_vote_fails_the_job_unless_it_is_passing() {
    runner.then(
        JobFixture.claim(),
        Answers.faulted(JobFixture.FIRST, false, 9999, "?", null, JobFixture.FIRM));
    runner.is(State.FAILED);
    MachineRunner passing = MachineRunner.begin();
    passing.then(
        JobFixture.claim(),
        Answers.faulted(JobFixture.FIRST, true, 1000, "?", null, JobFixture.FIRM));
    passing.is(State.QUEUED);
  }

  @Test
  void claim_without_a_vote_yields_to_the_task_of_an_earlier_attempt() {
    runner.then(JobFixture.claim(), LOST, JobFixture.claim());
    runner.then(new Event.Pushed(JobFixture.FIRST, "t1", ReportedStatus.RUNNING));
    runner.is(State.GENERATING);
    runner.then(new Event.ChallengeReceived(JobFixture.SECOND));
    assertThat(runner.last().effects()).isEmpty();
    runner.costs(0, JobFixture.PRICE);
  }

  @Test
  void task_of_a_forgotten_claim_is_taken_up() {
    runner.then(Answers.created(JobFixture.FIRST, "t1", "trace"));
    runner.is(State.GENERATING);
    runner.costs(0, JobFixture.PRICE);
    assertThat(runner.job().attempt()).isEqualTo(JobFixture.FIRST);
    assertThat(runner.job().claims()).as("numbers are not given out twice").isEqualTo(1);
    assertThat(runner.job().paid()).isEqualTo(1);
  }

  @Test
  void task_of_a_forgotten_claim_is_taken_up_when_its_number_was_reused() {
    Attempt forgotten = new Attempt(1, "b");
    runner.then(JobFixture.claim(), new Event.Pushed(forgotten, "t1", ReportedStatus.ENDED));
    runner.is(State.GENERATING);
    assertThat(runner.job().attempt()).isEqualTo(forgotten);
    runner.then(CHALLENGE);
    assertThat(runner.last().effects()).as("the claim after it is void").isEmpty();
  }

  @Test
  void claim_with_a_vote_is_kept_when_an_earlier_attempt_is_a_task() {
    runner.then(
        JobFixture.claim(),
        LOST,
        JobFixture.claim(),
        new Event.ChallengeReceived(JobFixture.SECOND));
    runner.then(new Event.Pushed(JobFixture.FIRST, "t1", ReportedStatus.RUNNING));
    runner.is(State.SUBMITTING);
    assertThat(runner.last().changes()).isFalse();
  }
}
