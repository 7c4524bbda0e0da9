package dev.keyframed.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Event.DownloadFault;
import dev.keyframed.job.Event.ReportedStatus;
import dev.keyframed.job.Job.TaskIdSource;
import dev.keyframed.job.Job.Via;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Shows the life of a job by examples, among them past faults. */
class MachineTest {
  private static final Video VIDEO = new Video("/v.mp4", 7, "0", 1366, 768);
  private static final Finding RUNNING = new Finding.Running();
  private static final Finding SUCCEEDED = new Finding.Succeeded("f1", 1366, 768);
  private static final Finding FAILED = new Finding.GenerationFailed(false, 0, "failed", null);
  private static final Finding UNKNOWN = new Finding.TaskUnknown(2013, "no such task");

  private final Play play = Play.begin();

  @Test
  void goes_from_the_queue_to_a_video() {
    assertThat(play.job().ready()).isTrue();
    play.then(Jobs.claim());
    play.is(State.SUBMITTING);
    play.costs(0, Jobs.PRICE);
    play.then(new Event.Challenged(Jobs.FIRST), created("t1"));
    play.is(State.GENERATING);
    play.then(pushed("t1", ReportedStatus.ENDED));
    assertThat(play.last().effects()).containsExactly(Effect.LOOK);
    assertThat(play.job().due()).as("before all that is merely due").isEqualTo(Job.AT_ONCE);
    play.query(SUCCEEDED);
    play.is(State.DOWNLOADING);
    assertThat(play.last().effects()).containsExactly(Effect.FETCH);
    play.then(new Event.Saved(VIDEO));
    play.is(State.SUCCEEDED);
    assertThat(play.last().effects()).containsExactly(Effect.RESULT);
    play.costs(Jobs.PRICE, 0);
    assertThat(play.job().completedBy()).isEqualTo(Via.CALLBACK);
    assertThat(play.job().video()).isEqualTo(VIDEO);
  }

  @Test
  void finds_the_end_without_any_push() {
    generate();
    play.times(5, new Event.Queried("t1", RUNNING));
    play.query(SUCCEEDED);
    assertThat(play.job().completedBy()).isEqualTo(Via.POLL);
  }

  @Test
  void waits_for_its_time_and_no_longer_than_it_may() {
    Instant start = Jobs.NOON.plusSeconds(60);
    JobSpec terms = Jobs.terms(start, start.plusSeconds(60), 3);
    Play window =
        new Play(Jobs.CAREFUL, Machine.admit(new JobId("job"), terms, Jobs.NOON, Jobs.NOON));
    window.then(Jobs.claim());
    window.is(State.QUEUED);
    window.atDue();
    window.then(new Event.Due(Jobs.FIRM));
    assertThat(window.last().effects()).containsExactly(Effect.SUBMIT);
    window.atDue();
    window.then(Jobs.claim());
    window.is(State.FAILED);
    assertThat(window.job().failure().code()).isEqualTo(ErrorCode.EXPIRED);
  }

  @Test
  void pays_for_as_many_attempts_as_it_may() {
    for (int attempt = 1; attempt <= 3; attempt++) {
      play.then(Jobs.claim(), new Event.Created(new Attempt(attempt, "a"), "t" + attempt, null));
      play.query(FAILED);
      play.is(attempt < 3 ? State.QUEUED : State.FAILED);
    }
    play.costs(0, 0);
  }

  @Test
  void lets_the_creations_answer_say_which_task_it_is() {
    play.then(Jobs.claim(), new Event.Challenged(Jobs.FIRST), pushed("t9", ReportedStatus.ENDED));
    play.then(created("t1"));
    assertThat(play.job().taskId()).isEqualTo("t1");
    assertThat(play.job().hinted()).isFalse();
  }

  @Test
  void lets_the_creations_answer_correct_an_operator() {
    uncertain();
    play.then(new Event.ResolvedAs("t9"), created("t1"));
    assertThat(play.job().taskId()).isEqualTo("t1");
    assertThat(play.job().naming()).isEqualTo(TaskIdSource.ANSWER);
  }

  @Test
  void drops_a_task_that_only_a_push_has_named_and_no_query_knows() {
    uncertain();
    play.then(pushed("t9", ReportedStatus.RUNNING));
    play.times(3, new Event.Queried("t9", UNKNOWN));
    play.is(State.UNCERTAIN);
    assertThat(play.job().taskId()).isNull();
  }

  @Test
  void keeps_a_task_that_a_query_has_known_through_some_misses() {
    uncertain();
    play.then(pushed("t1", ReportedStatus.RUNNING));
    play.query(RUNNING);
    play.times(3, new Event.Queried("t1", UNKNOWN));
    play.is(State.GENERATING);
    play.query(SUCCEEDED);
    play.is(State.DOWNLOADING);
  }

  @Test
  void forgets_a_task_that_is_anothers() {
    play.then(Jobs.claim(), pushed("t9", ReportedStatus.RUNNING), new Event.TaskOfAnotherJob("t9"));
    play.is(State.SUBMITTING);
    assertThat(play.job().taskId()).isNull();
    play.then(new Event.AnswerLost(Jobs.FIRST, Jobs.FIRM));
    play.is(State.QUEUED);
  }

  @Test
  void gives_up_in_the_end_and_is_revived_by_a_late_success() {
    generate();
    play.after(Duration.ofHours(25));
    play.query(RUNNING);
    play.is(State.FAILED);
    play.costs(Jobs.PRICE, 0);
    play.then(pushed("t1", ReportedStatus.ENDED));
    play.is(State.FAILED);
    play.query(SUCCEEDED);
    play.is(State.DOWNLOADING);
    play.costs(Jobs.PRICE, 0);
  }

  @Test
  void does_not_charge_a_late_failure() {
    generate();
    play.after(Duration.ofHours(25));
    play.query(RUNNING);
    play.then(pushed("t1", ReportedStatus.ENDED));
    play.query(FAILED);
    play.then(pushed("t1", ReportedStatus.ENDED));
    play.query(FAILED);
    play.is(State.FAILED);
    play.costs(0, 0);
    assertThat(play.job().failure().code()).isEqualTo(ErrorCode.GENERATION_FAILED);
  }

  @Test
  void looks_for_a_paid_task_before_a_retry_pays_for_another() {
    uncertain();
    play.atDue();
    play.then(new Event.Due(Jobs.FIRM), pushed("t1", ReportedStatus.RUNNING), new Event.Retry());
    play.is(State.GENERATING);
    assertThat(play.job().taskId()).isEqualTo("t1");
  }

  @Test
  void does_not_give_a_generated_video_away_for_a_late_task() {
    play.then(Jobs.claim(), new Event.AnswerLost(Jobs.FIRST, Jobs.FIRM), Jobs.claim());
    play.then(new Event.Created(Jobs.SECOND, "t2", null));
    play.query(SUCCEEDED);
    play.times(8, new Event.DownloadFailed(DownloadFault.FILE, 404, "gone", null));
    play.then(pushed("t1", ReportedStatus.RUNNING), new Event.Retry());
    play.is(State.DOWNLOADING);
    assertThat(play.job().fileId()).isEqualTo("f1");
  }

  @Test
  void keeps_in_sight_both_of_two_attempts_that_were_given_up() {
    uncertain();
    play.atDue();
    play.then(new Event.Due(Jobs.FIRM), new Event.Retry(), Jobs.claim());
    play.then(new Event.Challenged(Jobs.SECOND), new Event.AnswerLost(Jobs.SECOND, Jobs.FIRM));
    play.atDue();
    play.then(new Event.Due(Jobs.FIRM), pushed("t1", ReportedStatus.ENDED));
    play.query(FAILED);
    play.then(new Event.Pushed(Jobs.SECOND, "t2", ReportedStatus.ENDED));
    play.query(SUCCEEDED);
    play.is(State.DOWNLOADING);
    play.costs(Jobs.PRICE, 0);
  }

  @Test
  void counts_the_cost_of_a_cancelled_task_once() {
    uncertain();
    play.then(new Event.Cancel());
    play.costs(Jobs.PRICE, 0);
    play.then(created("t1"));
    play.is(State.CANCELLED);
    play.costs(Jobs.PRICE, 0);
  }

  @Test
  void counts_the_cost_of_a_task_that_comes_after_its_cancellation() {
    play.then(Jobs.claim(), new Event.Cancel());
    play.costs(0, 0);
    play.then(created("t1"));
    play.costs(Jobs.PRICE, 0);
  }

  @Test
  void counts_a_cancelled_uncertain_submission_that_never_was_voted_for() {
    play.then(
        Jobs.claim(),
        new Event.AnswerLost(Jobs.FIRST, Event.VoteEvidence.NONE),
        new Event.Cancel());
    play.costs(Jobs.PRICE, 0);
    play.then(created("t1"));
    play.costs(Jobs.PRICE, 0);
  }

  @Test
  void takes_the_money_back_when_an_operator_knows_that_there_was_no_task() {
    uncertain();
    play.atDue();
    play.then(new Event.Due(Jobs.FIRM), new Event.ResolvedNotCreated());
    play.is(State.QUEUED);
    play.costs(0, 0);
    assertThat(play.job().paid()).isZero();
  }

  @Test
  void gives_a_task_that_an_operator_names_new_patience() {
    uncertain();
    play.after(Duration.ofDays(2));
    play.then(new Event.Due(Jobs.FIRM), new Event.ResolvedAs("t1"));
    play.query(RUNNING);
    play.is(State.GENERATING);
  }

  private void generate() {
    play.then(Jobs.claim(), new Event.Challenged(Jobs.FIRST), created("t1"));
  }

  private void uncertain() {
    play.then(Jobs.claim(), new Event.Challenged(Jobs.FIRST));
    play.then(new Event.AnswerLost(Jobs.FIRST, Jobs.FIRM));
    play.is(State.UNCERTAIN);
  }

  private static Event created(String taskId) {
    return new Event.Created(Jobs.FIRST, taskId, null);
  }

  private static Event pushed(String taskId, ReportedStatus word) {
    return new Event.Pushed(Jobs.FIRST, taskId, word);
  }

  @Test
  void a_task_is_looked_at_first_when_its_end_is_expected() {
    Machine knowing =
        new Machine(Jobs.CAREFUL).expecting(terms -> Optional.of(Duration.ofSeconds(200)));
    Job submitting = knowing.apply(Jobs.queued(), Jobs.claim(), Jobs.NOON).next();
    Event created = new Event.Created(submitting.attempt(), "task", null);

    assertThat(knowing.apply(submitting, created, Jobs.NOON).next().due())
        .isEqualTo(Jobs.NOON.plusSeconds(200));
    assertThat(new Machine(Jobs.CAREFUL).apply(submitting, created, Jobs.NOON).next().due())
        .isEqualTo(Jobs.NOON.plusSeconds(90));
  }
}
