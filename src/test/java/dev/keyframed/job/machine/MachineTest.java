package dev.keyframed.job.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Attempt;
import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.Finding;
import dev.keyframed.job.Job;
import dev.keyframed.job.Job.TaskIdSource;
import dev.keyframed.job.Job.Via;
import dev.keyframed.job.JobId;
import dev.keyframed.job.JobSpec;
import dev.keyframed.job.State;
import dev.keyframed.job.Video;
import dev.keyframed.job.machine.Event.DownloadFault;
import dev.keyframed.job.machine.Event.ReportedStatus;
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
  void job_goes_from_the_queue_to_a_video() {
    assertThat(play.job().ready()).isTrue();
    play.then(Jobs.claim());
    play.is(State.SUBMITTING);
    play.costs(0, Jobs.PRICE);
    play.then(new Event.Challenged(Jobs.FIRST), created("t1"));
    play.is(State.GENERATING);
    play.then(pushed("t1", ReportedStatus.ENDED));
    assertThat(play.last().effects()).containsExactly(Effect.QUERY);
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
  void task_end_is_found_by_queries_without_any_push() {
    generate();
    play.times(5, new Event.Queried("t1", RUNNING));
    play.query(SUCCEEDED);
    assertThat(play.job().completedBy()).isEqualTo(Via.POLL);
  }

  @Test
  void job_waits_for_not_before_and_fails_after_expires_at() {
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
  void job_fails_after_max_attempts_failed_tasks() {
    for (int attempt = 1; attempt <= 3; attempt++) {
      play.then(Jobs.claim(), Answers.created(new Attempt(attempt, "a"), "t" + attempt, null));
      play.query(FAILED);
      play.is(attempt < 3 ? State.QUEUED : State.FAILED);
    }
    play.costs(0, 0);
  }

  @Test
  void creation_answer_replaces_the_task_named_by_a_push() {
    play.then(Jobs.claim(), new Event.Challenged(Jobs.FIRST), pushed("t9", ReportedStatus.ENDED));
    play.then(created("t1"));
    assertThat(play.job().taskId()).isEqualTo("t1");
    assertThat(play.job().endReported()).isFalse();
  }

  @Test
  void creation_answer_replaces_the_task_named_by_an_operator() {
    uncertain();
    play.then(new Event.ResolvedAs("t9"), created("t1"));
    assertThat(play.job().taskId()).isEqualTo("t1");
    assertThat(play.job().taskIdSource()).isEqualTo(TaskIdSource.ANSWER);
  }

  @Test
  void pushed_task_is_dropped_after_three_queries_do_not_know_it() {
    uncertain();
    play.then(pushed("t9", ReportedStatus.RUNNING));
    play.times(3, new Event.Queried("t9", UNKNOWN));
    play.is(State.UNCERTAIN);
    assertThat(play.job().taskId()).isNull();
  }

  @Test
  void pushed_task_is_kept_despite_misses_once_a_query_has_known_it() {
    uncertain();
    play.then(pushed("t1", ReportedStatus.RUNNING));
    play.query(RUNNING);
    play.times(3, new Event.Queried("t1", UNKNOWN));
    play.is(State.GENERATING);
    play.query(SUCCEEDED);
    play.is(State.DOWNLOADING);
  }

  @Test
  void pushed_task_of_another_job_is_forgotten() {
    play.then(Jobs.claim(), pushed("t9", ReportedStatus.RUNNING), new Event.TaskOfAnotherJob("t9"));
    play.is(State.SUBMITTING);
    assertThat(play.job().taskId()).isNull();
    play.then(Answers.lost(Jobs.FIRST, Jobs.FIRM));
    play.is(State.QUEUED);
  }

  @Test
  void timed_out_job_is_revived_by_a_late_success() {
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
  void timed_out_job_costs_nothing_after_a_late_failure() {
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
  void retry_queries_a_known_task_before_paying_for_another() {
    uncertain();
    play.atDue();
    play.then(new Event.Due(Jobs.FIRM), pushed("t1", ReportedStatus.RUNNING), new Event.Retry());
    play.is(State.GENERATING);
    assertThat(play.job().taskId()).isEqualTo("t1");
  }

  @Test
  void failed_download_keeps_its_video_when_a_late_task_is_named() {
    play.then(Jobs.claim(), Answers.lost(Jobs.FIRST, Jobs.FIRM), Jobs.claim());
    play.then(Answers.created(Jobs.SECOND, "t2", null));
    play.query(SUCCEEDED);
    play.times(8, new Event.DownloadFailed(DownloadFault.FILE, 404, "gone", null));
    play.then(pushed("t1", ReportedStatus.RUNNING), new Event.Retry());
    play.is(State.DOWNLOADING);
    assertThat(play.job().fileId()).isEqualTo("f1");
  }

  @Test
  void two_given_up_attempts_are_both_remembered() {
    uncertain();
    play.atDue();
    play.then(new Event.Due(Jobs.FIRM), new Event.Retry(), Jobs.claim());
    play.then(new Event.Challenged(Jobs.SECOND), Answers.lost(Jobs.SECOND, Jobs.FIRM));
    play.atDue();
    play.then(new Event.Due(Jobs.FIRM), pushed("t1", ReportedStatus.ENDED));
    play.query(FAILED);
    play.then(new Event.Pushed(Jobs.SECOND, "t2", ReportedStatus.ENDED));
    play.query(SUCCEEDED);
    play.is(State.DOWNLOADING);
    play.costs(Jobs.PRICE, 0);
  }

  @Test
  void cancelled_task_is_counted_once_when_its_answer_comes_late() {
    uncertain();
    play.then(new Event.Cancel());
    play.costs(Jobs.PRICE, 0);
    play.then(created("t1"));
    play.is(State.CANCELLED);
    play.costs(Jobs.PRICE, 0);
  }

  @Test
  void task_named_after_the_cancellation_is_counted_as_spent() {
    play.then(Jobs.claim(), new Event.Cancel());
    play.costs(0, 0);
    play.then(created("t1"));
    play.costs(Jobs.PRICE, 0);
  }

  @Test
  void cancelled_uncertain_submission_without_a_vote_is_counted_once() {
    play.then(Jobs.claim(), Answers.lost(Jobs.FIRST, Event.VoteEvidence.NONE), new Event.Cancel());
    play.costs(Jobs.PRICE, 0);
    play.then(created("t1"));
    play.costs(Jobs.PRICE, 0);
  }

  @Test
  void price_is_taken_back_when_an_operator_resolves_as_not_created() {
    uncertain();
    play.atDue();
    play.then(new Event.Due(Jobs.FIRM), new Event.ResolvedNotCreated());
    play.is(State.QUEUED);
    play.costs(0, 0);
    assertThat(play.job().paid()).isZero();
  }

  @Test
  void give_up_time_counts_anew_for_a_task_named_by_an_operator() {
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
    play.then(Answers.lost(Jobs.FIRST, Jobs.FIRM));
    play.is(State.UNCERTAIN);
  }

  private static Event created(String taskId) {
    return Answers.created(Jobs.FIRST, taskId, null);
  }

  private static Event pushed(String taskId, ReportedStatus word) {
    return new Event.Pushed(Jobs.FIRST, taskId, word);
  }

  @Test
  void first_query_is_due_at_the_expected_end_of_the_task() {
    Machine knowing =
        new Machine(Jobs.CAREFUL).expecting(terms -> Optional.of(Duration.ofSeconds(200)));
    Job submitting = knowing.apply(Jobs.queued(), Jobs.claim(), Jobs.NOON).next();
    Event created = Answers.created(submitting.attempt(), "task", null);

    assertThat(knowing.apply(submitting, created, Jobs.NOON).next().due())
        .isEqualTo(Jobs.NOON.plusSeconds(200));
    assertThat(new Machine(Jobs.CAREFUL).apply(submitting, created, Jobs.NOON).next().due())
        .isEqualTo(Jobs.NOON.plusSeconds(90));
  }
}
