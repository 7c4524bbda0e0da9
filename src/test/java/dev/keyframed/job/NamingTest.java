package dev.keyframed.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Event.ReportedStatus;
import dev.keyframed.job.Job.TaskIdSource;
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
    play.then(new Event.AnswerLost(Jobs.FIRST, Jobs.FIRM));
  }

  private static Event pushed(String taskId, ReportedStatus word) {
    return new Event.Pushed(Jobs.FIRST, taskId, word);
  }

  @Test
  void takes_its_own_task_after_another_failed_that_a_push_had_named() {
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
  void takes_its_own_task_after_another_failed_that_an_operator_had_named() {
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
  void hears_no_news_in_what_is_said_again_of_a_task_that_failed() {
    uncertain();
    play.then(pushed("t1", ReportedStatus.ENDED));
    play.query(FAILED);
    play.then(pushed("t1", ReportedStatus.ENDED), new Event.Created(Jobs.FIRST, "t1", null));
    play.is(State.QUEUED);
    play.then(Jobs.claim(), pushed("t1", ReportedStatus.ENDED));
    play.is(State.SUBMITTING);
    assertThat(play.job().attempt()).isEqualTo(Jobs.SECOND);
  }

  @Test
  void takes_its_own_task_even_when_no_attempt_is_left() {
    JobSpec once = Jobs.terms(null, null, 1);
    Play last = new Play(Jobs.CAREFUL, Machine.admit(new JobId("job"), once, Jobs.NOON, Jobs.NOON));
    last.then(Jobs.claim(), new Event.Challenged(Jobs.FIRST));
    last.then(new Event.AnswerLost(Jobs.FIRST, Jobs.FIRM), pushed("t9", ReportedStatus.ENDED));
    last.query(FAILED);
    last.is(State.FAILED);
    last.costs(0, 0);
    last.then(pushed("t1", ReportedStatus.ENDED));
    last.query(SUCCEEDED);
    last.is(State.DOWNLOADING);
    last.costs(Jobs.PRICE, 0);
  }

  @Test
  void is_uncertain_again_when_the_task_that_it_is_looked_at_for_is_anothers() {
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
  void lets_an_operator_name_another_task_than_one_that_nobody_knows() {
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
  void never_pays_again_by_itself_because_of_an_operators_slip() {
    Play bold = new Play(Jobs.BOLD, Jobs.queued());
    bold.then(Jobs.claim(), new Event.Challenged(Jobs.FIRST));
    bold.then(new Event.AnswerLost(Jobs.FIRST, Jobs.FIRM), new Event.ResolvedAs("t8"));
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
  void keeps_a_task_that_an_operator_named_once_a_query_has_known_it() {
    uncertain();
    play.then(new Event.ResolvedAs("t1"));
    play.query(RUNNING);
    assertThat(play.job().naming()).isEqualTo(TaskIdSource.CONFIRMED);
    play.times(20, new Event.Queried("t1", UNKNOWN));
    play.is(State.GENERATING);
    assertThat(play.job().taskId()).isEqualTo("t1");
  }

  @Test
  void lets_a_push_correct_an_operator_whose_task_nobody_knows() {
    uncertain();
    play.then(new Event.ResolvedAs("t8"));
    play.query(UNKNOWN);
    play.then(pushed("t1", ReportedStatus.ENDED));
    play.query(SUCCEEDED);
    play.is(State.DOWNLOADING);
    assertThat(play.job().taskId()).isEqualTo("t1");
  }
}
