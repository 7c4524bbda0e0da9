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

  private final MachineRunner runner = MachineRunner.begin();

  @Test
  void job_goes_from_the_queue_to_a_video() {
    assertThat(runner.job().ready()).isTrue();
    runner.then(JobFixture.claim());
    runner.is(State.SUBMITTING);
    runner.costs(0, JobFixture.PRICE);
    runner.then(new Event.ChallengeReceived(JobFixture.FIRST), created("t1"));
    runner.is(State.GENERATING);
    runner.then(pushed("t1", ReportedStatus.ENDED));
    assertThat(runner.last().effects()).containsExactly(Effect.QUERY);
    assertThat(runner.job().due()).as("before all that is merely due").isEqualTo(Job.AT_ONCE);
    runner.query(SUCCEEDED);
    runner.is(State.DOWNLOADING);
    assertThat(runner.last().effects()).containsExactly(Effect.FETCH);
    runner.then(new Event.Saved(VIDEO));
    runner.is(State.SUCCEEDED);
    assertThat(runner.last().effects()).containsExactly(Effect.RESULT);
    runner.costs(JobFixture.PRICE, 0);
    assertThat(runner.job().completedBy()).isEqualTo(Via.CALLBACK);
    assertThat(runner.job().video()).isEqualTo(VIDEO);
  }

  @Test
  void task_end_is_found_by_queries_without_any_push() {
    generate();
    runner.times(5, new Event.Queried("t1", RUNNING));
    runner.query(SUCCEEDED);
    assertThat(runner.job().completedBy()).isEqualTo(Via.POLL);
  }

  @Test
  void job_waits_for_not_before_and_fails_after_expires_at() {
    Instant start = JobFixture.NOON.plusSeconds(60);
    JobSpec terms = JobFixture.terms(start, start.plusSeconds(60), 3);
    MachineRunner window =
        new MachineRunner(
            JobFixture.CAREFUL,
            Machine.admit(new JobId("job"), terms, JobFixture.NOON, JobFixture.NOON));
    window.then(JobFixture.claim());
    window.is(State.QUEUED);
    window.atDue();
    window.then(new Event.Due(JobFixture.FIRM));
    assertThat(window.last().effects()).containsExactly(Effect.SUBMIT);
    window.atDue();
    window.then(JobFixture.claim());
    window.is(State.FAILED);
    assertThat(window.job().failure().code()).isEqualTo(ErrorCode.EXPIRED);
  }

  @Test
  void job_fails_after_max_attempts_failed_tasks() {
    for (int attempt = 1; attempt <= 3; attempt++) {
      runner.then(
          JobFixture.claim(), Answers.created(new Attempt(attempt, "a"), "t" + attempt, null));
      runner.query(FAILED);
      runner.is(attempt < 3 ? State.QUEUED : State.FAILED);
    }
    runner.costs(0, 0);
  }

  @Test
  void creation_answer_replaces_the_task_named_by_a_push() {
    runner.then(
        JobFixture.claim(),
        new Event.ChallengeReceived(JobFixture.FIRST),
        pushed("t9", ReportedStatus.ENDED));
    runner.then(created("t1"));
    assertThat(runner.job().taskId()).isEqualTo("t1");
    assertThat(runner.job().endReported()).isFalse();
  }

  @Test
  void creation_answer_replaces_the_task_named_by_an_operator() {
    uncertain();
    runner.then(new Event.ResolvedAs("t9"), created("t1"));
    assertThat(runner.job().taskId()).isEqualTo("t1");
    assertThat(runner.job().taskIdSource()).isEqualTo(TaskIdSource.ANSWER);
  }

  @Test
  void pushed_task_is_dropped_after_three_queries_do_not_know_it() {
    uncertain();
    runner.then(pushed("t9", ReportedStatus.RUNNING));
    runner.times(3, new Event.Queried("t9", UNKNOWN));
    runner.is(State.UNCERTAIN);
    assertThat(runner.job().taskId()).isNull();
  }

  @Test
  void pushed_task_is_kept_despite_misses_once_a_query_has_known_it() {
    uncertain();
    runner.then(pushed("t1", ReportedStatus.RUNNING));
    runner.query(RUNNING);
    runner.times(3, new Event.Queried("t1", UNKNOWN));
    runner.is(State.GENERATING);
    runner.query(SUCCEEDED);
    runner.is(State.DOWNLOADING);
  }

  @Test
  void pushed_task_of_another_job_is_forgotten() {
    runner.then(
        JobFixture.claim(), pushed("t9", ReportedStatus.RUNNING), new Event.TaskOfAnotherJob("t9"));
    runner.is(State.SUBMITTING);
    assertThat(runner.job().taskId()).isNull();
    runner.then(Answers.lost(JobFixture.FIRST, JobFixture.FIRM));
    runner.is(State.QUEUED);
  }

  @Test
  void timed_out_job_is_revived_by_a_late_success() {
    generate();
    runner.after(Duration.ofHours(25));
    runner.query(RUNNING);
    runner.is(State.FAILED);
    runner.costs(JobFixture.PRICE, 0);
    runner.then(pushed("t1", ReportedStatus.ENDED));
    runner.is(State.FAILED);
    runner.query(SUCCEEDED);
    runner.is(State.DOWNLOADING);
    runner.costs(JobFixture.PRICE, 0);
  }

  @Test
  void timed_out_job_costs_nothing_after_a_late_failure() {
    generate();
    runner.after(Duration.ofHours(25));
    runner.query(RUNNING);
    runner.then(pushed("t1", ReportedStatus.ENDED));
    runner.query(FAILED);
    runner.then(pushed("t1", ReportedStatus.ENDED));
    runner.query(FAILED);
    runner.is(State.FAILED);
    runner.costs(0, 0);
    assertThat(runner.job().failure().code()).isEqualTo(ErrorCode.GENERATION_FAILED);
  }

  @Test
  void retry_queries_a_known_task_before_paying_for_another() {
    uncertain();
    runner.atDue();
    runner.then(
        new Event.Due(JobFixture.FIRM), pushed("t1", ReportedStatus.RUNNING), new Event.Retry());
    runner.is(State.GENERATING);
    assertThat(runner.job().taskId()).isEqualTo("t1");
  }

  @Test
  void failed_download_keeps_its_video_when_a_late_task_is_named() {
    runner.then(
        JobFixture.claim(), Answers.lost(JobFixture.FIRST, JobFixture.FIRM), JobFixture.claim());
    runner.then(Answers.created(JobFixture.SECOND, "t2", null));
    runner.query(SUCCEEDED);
    runner.times(8, new Event.DownloadFailed(DownloadFault.FILE, 404, "gone", null));
    runner.then(pushed("t1", ReportedStatus.RUNNING), new Event.Retry());
    runner.is(State.DOWNLOADING);
    assertThat(runner.job().fileId()).isEqualTo("f1");
  }

  @Test
  void two_given_up_attempts_are_both_remembered() {
    uncertain();
    runner.atDue();
    runner.then(new Event.Due(JobFixture.FIRM), new Event.Retry(), JobFixture.claim());
    runner.then(
        new Event.ChallengeReceived(JobFixture.SECOND),
        Answers.lost(JobFixture.SECOND, JobFixture.FIRM));
    runner.atDue();
    runner.then(new Event.Due(JobFixture.FIRM), pushed("t1", ReportedStatus.ENDED));
    runner.query(FAILED);
    runner.then(new Event.Pushed(JobFixture.SECOND, "t2", ReportedStatus.ENDED));
    runner.query(SUCCEEDED);
    runner.is(State.DOWNLOADING);
    runner.costs(JobFixture.PRICE, 0);
  }

  @Test
  void cancelled_task_is_counted_once_when_its_answer_comes_late() {
    uncertain();
    runner.then(new Event.Cancel());
    runner.costs(JobFixture.PRICE, 0);
    runner.then(created("t1"));
    runner.is(State.CANCELLED);
    runner.costs(JobFixture.PRICE, 0);
  }

  @Test
  void task_named_after_the_cancellation_is_counted_as_spent() {
    runner.then(JobFixture.claim(), new Event.Cancel());
    runner.costs(0, 0);
    runner.then(created("t1"));
    runner.costs(JobFixture.PRICE, 0);
  }

  @Test
  void cancelled_uncertain_submission_without_a_vote_is_counted_once() {
    runner.then(
        JobFixture.claim(),
        Answers.lost(JobFixture.FIRST, Event.VoteEvidence.NONE),
        new Event.Cancel());
    runner.costs(JobFixture.PRICE, 0);
    runner.then(created("t1"));
    runner.costs(JobFixture.PRICE, 0);
  }

  @Test
  void price_is_taken_back_when_an_operator_resolves_as_not_created() {
    uncertain();
    runner.atDue();
    runner.then(new Event.Due(JobFixture.FIRM), new Event.ResolvedNotCreated());
    runner.is(State.QUEUED);
    runner.costs(0, 0);
    assertThat(runner.job().paid()).isZero();
  }

  @Test
  void give_up_time_counts_anew_for_a_task_named_by_an_operator() {
    uncertain();
    runner.after(Duration.ofDays(2));
    runner.then(new Event.Due(JobFixture.FIRM), new Event.ResolvedAs("t1"));
    runner.query(RUNNING);
    runner.is(State.GENERATING);
  }

  private void generate() {
    runner.then(JobFixture.claim(), new Event.ChallengeReceived(JobFixture.FIRST), created("t1"));
  }

  private void uncertain() {
    runner.then(JobFixture.claim(), new Event.ChallengeReceived(JobFixture.FIRST));
    runner.then(Answers.lost(JobFixture.FIRST, JobFixture.FIRM));
    runner.is(State.UNCERTAIN);
  }

  private static Event created(String taskId) {
    return Answers.created(JobFixture.FIRST, taskId, null);
  }

  private static Event pushed(String taskId, ReportedStatus word) {
    return new Event.Pushed(JobFixture.FIRST, taskId, word);
  }

  @Test
  void first_query_is_due_at_the_expected_end_of_the_task() {
    Machine knowing =
        new Machine(JobFixture.CAREFUL).expecting(terms -> Optional.of(Duration.ofSeconds(200)));
    Job submitting = knowing.apply(JobFixture.queued(), JobFixture.claim(), JobFixture.NOON).next();
    Event created = Answers.created(submitting.attempt(), "task", null);

    assertThat(knowing.apply(submitting, created, JobFixture.NOON).next().due())
        .isEqualTo(JobFixture.NOON.plusSeconds(200));
    assertThat(
            new Machine(JobFixture.CAREFUL)
                .apply(submitting, created, JobFixture.NOON)
                .next()
                .due())
        .isEqualTo(JobFixture.NOON.plusSeconds(90));
  }
}
