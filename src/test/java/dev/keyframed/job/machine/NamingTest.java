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
class NamingTest {
  private static final Finding RUNNING = new Finding.Running();
  private static final Finding SUCCEEDED = new Finding.Succeeded("f1", 1366, 768);
  private static final Finding FAILED = new Finding.GenerationFailed(false, 0, "failed", null);
  private static final Finding UNKNOWN = new Finding.TaskUnknown(2013, "no such task");

  private final Play play = Play.begin();

  private void uncertain() {
    play.then(Jobs.claim(), new Event.Challenged(Jobs.FIRST));
    play.then(Answers.lost(Jobs.FIRST, Jobs.FIRM));
  }

  private static Event pushed(String taskId, ReportedStatus word) {
    return new Event.Pushed(Jobs.FIRST, taskId, word);
  }

  @Test
  void right_task_is_taken_up_after_a_task_named_by_a_push_failed() {
    uncertain();
    play.then(pushed("t9", ReportedStatus.ENDED));
    play.query(FAILED);
    play.is(State.QUEUED);
    play.costs(0, 0);
    play.then(pushed("t1", ReportedStatus.ENDED));
    play.query(SUCCEEDED);
    play.is(State.DOWNLOADING);
    play.costs(Jobs.PRICE, 0);
    assertThat(play.job().paid()).as("one attempt counts once").isEqualTo(1);
  }

  @Test
  void right_task_is_taken_up_after_a_task_named_by_an_operator_failed() {
    uncertain();
    play.then(new Event.ResolvedAs("t9"));
    play.query(FAILED);
    play.is(State.QUEUED);
    play.then(pushed("t1", ReportedStatus.ENDED));
    play.query(SUCCEEDED);
    play.is(State.DOWNLOADING);
    play.costs(Jobs.PRICE, 0);
  }

  @Test
  void repeated_messages_about_a_failed_task_change_nothing() {
    uncertain();
    play.then(pushed("t1", ReportedStatus.ENDED));
    play.query(FAILED);
    play.then(pushed("t1", ReportedStatus.ENDED), Answers.created(Jobs.FIRST, "t1", null));
    play.is(State.QUEUED);
    play.then(Jobs.claim(), pushed("t1", ReportedStatus.ENDED));
    play.is(State.SUBMITTING);
    assertThat(play.job().attempt()).isEqualTo(Jobs.SECOND);
  }

  @Test
  void right_task_is_taken_up_even_when_no_attempt_is_left() {
    JobSpec once = Jobs.terms(null, null, 1);
    Play last = new Play(Jobs.CAREFUL, Machine.admit(new JobId("job"), once, Jobs.NOON, Jobs.NOON));
    last.then(Jobs.claim(), new Event.Challenged(Jobs.FIRST));
    last.then(Answers.lost(Jobs.FIRST, Jobs.FIRM), pushed("t9", ReportedStatus.ENDED));
    last.query(FAILED);
    last.is(State.FAILED);
    last.costs(0, 0);
    last.then(pushed("t1", ReportedStatus.ENDED));
    last.query(SUCCEEDED);
    last.is(State.DOWNLOADING);
    last.costs(Jobs.PRICE, 0);
  }

  @Test
  void failed_job_is_uncertain_again_when_its_queried_task_is_another_jobs() {
    uncertain();
    play.atDue();
    play.then(
        new Event.Due(Jobs.FIRM),
        pushed("t9", ReportedStatus.ENDED),
        new Event.TaskOfAnotherJob("t9"));
    play.is(State.FAILED);
    assertThat(play.job().due()).as("nobody looks any more").isNull();
    assertThat(play.job().failure().code()).isEqualTo(ErrorCode.SUBMISSION_UNCERTAIN);
    play.costs(Jobs.PRICE, 0);
    play.then(new Event.ResolvedAs("t1"));
    play.is(State.GENERATING);
  }

  @Test
  void operator_may_name_another_task_when_the_first_is_not_found() {
    uncertain();
    play.then(new Event.ResolvedAs("t8"));
    play.times(10, new Event.Queried("t8", UNKNOWN));
    play.is(State.FAILED);
    assertThat(play.job().failure().code()).isEqualTo(ErrorCode.SUBMISSION_UNCERTAIN);
    assertThat(play.job().failure().message()).contains("t8");
    play.costs(Jobs.PRICE, 0);
    play.then(new Event.ResolvedAs("t1"));
    play.query(SUCCEEDED);
    play.is(State.DOWNLOADING);
    play.costs(Jobs.PRICE, 0);
  }

  @Test
  void mistyped_task_id_never_leads_to_another_payment() {
    Play bold = new Play(Jobs.BOLD, Jobs.queued());
    bold.then(Jobs.claim(), new Event.Challenged(Jobs.FIRST));
    bold.then(Answers.lost(Jobs.FIRST, Jobs.FIRM), new Event.ResolvedAs("t8"));
    bold.times(10, new Event.Queried("t8", UNKNOWN));
    bold.is(State.FAILED);
    bold.after(Duration.ofDays(1));
    bold.then(new Event.Due(Jobs.FIRM));
    bold.is(State.FAILED);
    bold.then(pushed("t1", ReportedStatus.ENDED));
    bold.query(SUCCEEDED);
    bold.is(State.DOWNLOADING);
  }

  @Test
  void task_named_by_an_operator_is_kept_once_a_query_has_known_it() {
    uncertain();
    play.then(new Event.ResolvedAs("t1"));
    play.query(RUNNING);
    assertThat(play.job().taskIdSource()).isEqualTo(TaskIdSource.CONFIRMED);
    play.times(20, new Event.Queried("t1", UNKNOWN));
    play.is(State.GENERATING);
    assertThat(play.job().taskId()).isEqualTo("t1");
  }

  @Test
  void push_replaces_an_operators_task_that_the_provider_does_not_know() {
    uncertain();
    play.then(new Event.ResolvedAs("t8"));
    play.query(UNKNOWN);
    play.then(pushed("t1", ReportedStatus.ENDED));
    play.query(SUCCEEDED);
    play.is(State.DOWNLOADING);
    assertThat(play.job().taskId()).isEqualTo("t1");
  }
}
