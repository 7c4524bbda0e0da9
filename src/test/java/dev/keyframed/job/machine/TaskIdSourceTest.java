package dev.keyframed.job.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.Finding;
import dev.keyframed.job.Job.TaskIdSource;
import dev.keyframed.job.JobId;
import dev.keyframed.job.JobSpec;
import dev.keyframed.job.State;
import dev.keyframed.job.machine.Event.ReportedStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Checks tasks that are named by a mistaken push, or mistyped by an operator. */
class TaskIdSourceTest {
  private static final Finding RUNNING = new Finding.Running();
  private static final Finding SUCCEEDED = new Finding.Succeeded("f1", 1366, 768);
  private static final Finding FAILED = new Finding.GenerationFailed(false, 0, "failed", null);
  private static final Finding UNKNOWN = new Finding.TaskUnknown(2013, "no such task");

  private final MachineRunner runner = MachineRunner.begin();

  private void uncertain() {
    runner.then(JobFixture.claim(), new Event.ChallengeReceived(JobFixture.FIRST));
    runner.then(Answers.lost(JobFixture.FIRST, JobFixture.FIRM));
  }

  private static Event pushed(String taskId, ReportedStatus word) {
    return new Event.Pushed(JobFixture.FIRST, taskId, word);
  }

  @Test
  void right_task_is_taken_up_after_a_task_named_by_a_push_failed() {
    uncertain();
    runner.then(pushed("t9", ReportedStatus.ENDED));
    runner.query(FAILED);
    runner.is(State.QUEUED);
    runner.costs(0, 0);
    runner.then(pushed("t1", ReportedStatus.ENDED));
    runner.query(SUCCEEDED);
    runner.is(State.DOWNLOADING);
    runner.costs(JobFixture.PRICE, 0);
    assertThat(runner.job().paid()).as("one attempt counts once").isEqualTo(1);
  }

  @Test
  void right_task_is_taken_up_after_a_task_named_by_an_operator_failed() {
    uncertain();
    runner.then(new Event.ResolvedAs("t9"));
    runner.query(FAILED);
    runner.is(State.QUEUED);
    runner.then(pushed("t1", ReportedStatus.ENDED));
    runner.query(SUCCEEDED);
    runner.is(State.DOWNLOADING);
    runner.costs(JobFixture.PRICE, 0);
  }

  @Test
  void repeated_messages_about_a_failed_task_change_nothing() {
    uncertain();
    runner.then(pushed("t1", ReportedStatus.ENDED));
    runner.query(FAILED);
    runner.then(pushed("t1", ReportedStatus.ENDED), Answers.created(JobFixture.FIRST, "t1", null));
    runner.is(State.QUEUED);
    runner.then(JobFixture.claim(), pushed("t1", ReportedStatus.ENDED));
    runner.is(State.SUBMITTING);
    assertThat(runner.job().attempt()).isEqualTo(JobFixture.SECOND);
  }

  @Test
  void right_task_is_taken_up_even_when_no_attempt_is_left() {
    JobSpec once = JobFixture.terms(null, null, 1);
    MachineRunner last =
        new MachineRunner(
            JobFixture.CAREFUL,
            Machine.admit(new JobId("job"), once, JobFixture.NOON, JobFixture.NOON));
    last.then(JobFixture.claim(), new Event.ChallengeReceived(JobFixture.FIRST));
    last.then(Answers.lost(JobFixture.FIRST, JobFixture.FIRM), pushed("t9", ReportedStatus.ENDED));
    last.query(FAILED);
    last.is(State.FAILED);
    last.costs(0, 0);
    last.then(pushed("t1", ReportedStatus.ENDED));
    last.query(SUCCEEDED);
    last.is(State.DOWNLOADING);
    last.costs(JobFixture.PRICE, 0);
  }

  @Test
  void failed_job_is_uncertain_again_when_its_queried_task_is_another_jobs() {
    uncertain();
    runner.atDue();
    runner.then(
        new Event.Due(JobFixture.FIRM),
        pushed("t9", ReportedStatus.ENDED),
        new Event.TaskOfAnotherJob("t9"));
    runner.is(State.FAILED);
    assertThat(runner.job().due()).as("nobody looks any more").isNull();
    assertThat(runner.job().failure().code()).isEqualTo(ErrorCode.SUBMISSION_UNCERTAIN);
    runner.costs(JobFixture.PRICE, 0);
    runner.then(new Event.ResolvedAs("t1"));
    runner.is(State.GENERATING);
  }

  @Test
  void operator_may_name_another_task_when_the_first_is_not_found() {
    uncertain();
    runner.then(new Event.ResolvedAs("t8"));
    runner.times(10, new Event.Queried("t8", UNKNOWN));
    runner.is(State.FAILED);
    assertThat(runner.job().failure().code()).isEqualTo(ErrorCode.SUBMISSION_UNCERTAIN);
    assertThat(runner.job().failure().message()).contains("t8");
    runner.costs(JobFixture.PRICE, 0);
    runner.then(new Event.ResolvedAs("t1"));
    runner.query(SUCCEEDED);
    runner.is(State.DOWNLOADING);
    runner.costs(JobFixture.PRICE, 0);
  }

  @Test
  void mistyped_task_id_never_leads_to_another_payment() {
    MachineRunner bold = new MachineRunner(JobFixture.BOLD, JobFixture.queued());
    bold.then(JobFixture.claim(), new Event.ChallengeReceived(JobFixture.FIRST));
    bold.then(Answers.lost(JobFixture.FIRST, JobFixture.FIRM), new Event.ResolvedAs("t8"));
    bold.times(10, new Event.Queried("t8", UNKNOWN));
    bold.is(State.FAILED);
    bold.after(Duration.ofDays(1));
    bold.then(new Event.Due(JobFixture.FIRM));
    bold.is(State.FAILED);
    bold.then(pushed("t1", ReportedStatus.ENDED));
    bold.query(SUCCEEDED);
    bold.is(State.DOWNLOADING);
  }

  @Test
  void task_named_by_an_operator_is_kept_once_a_query_has_known_it() {
    uncertain();
    runner.then(new Event.ResolvedAs("t1"));
    runner.query(RUNNING);
    assertThat(runner.job().taskIdSource()).isEqualTo(TaskIdSource.CONFIRMED);
    runner.times(20, new Event.Queried("t1", UNKNOWN));
    runner.is(State.GENERATING);
    assertThat(runner.job().taskId()).isEqualTo("t1");
  }

  @Test
  void push_replaces_an_operators_task_that_the_provider_does_not_know() {
    uncertain();
    runner.then(new Event.ResolvedAs("t8"));
    runner.query(UNKNOWN);
    runner.then(pushed("t1", ReportedStatus.ENDED));
    runner.query(SUCCEEDED);
    runner.is(State.DOWNLOADING);
    assertThat(runner.job().taskId()).isEqualTo("t1");
  }
}
