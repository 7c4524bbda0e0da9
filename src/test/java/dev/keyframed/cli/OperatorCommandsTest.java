package dev.keyframed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.cli.CommandFixture.Answer;
import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.job.AccountEvent;
import dev.keyframed.job.JobId;
import dev.keyframed.job.State;
import dev.keyframed.port.OperationLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorCommandsTest extends CommandTestBase {
  @TempDir Path keys;

  @Test
  void cancel_ends_an_open_job_and_reports_its_possible_cost() throws Exception {
    fixture.queued("a");
    fixture.generating("a", "77");
    Answer answer = fixture.run("cancel", "a");
    assertThat(answer.err()).isEmpty();
    assertThat(answer.code()).isZero();
    assertThat(answer.out()).contains("job a is cancelled, was generating").contains("0.28 USD");
    assertThat(fixture.find("a").state()).isEqualTo(State.CANCELLED);
  }

  @Test
  void cancel_is_refused_when_job_has_ended() throws Exception {
    fixture.queued("a");
    fixture.succeeded("a", "77");
    Answer answer = fixture.run("cancel", "a", "--json");
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err())
        .isEqualToIgnoringNewLines(
            "keyframed: job a is succeeded: only a job that has not ended can be cancelled");
  }

  @Test
  void commands_do_not_trim_streams() throws Exception {
    for (int i = 0; i < 400; i++) {
      fixture.queued("job-" + i);
    }
    assertThat(fixture.run("cancel", "job-0", "--set=results.stream_max_length=100").code())
        .isZero();
    assertThat(fixture.events()).isEqualTo(401);
  }

  @Test
  void retry_queues_a_failed_job() throws Exception {
    fixture.queued("a");
    fixture.failed("a");
    Answer answer = fixture.run("retry", "a", "--json");
    assertThat(answer.code()).isZero();
    assertThat(answer.json().getString("previous")).isEqualTo("failed");
    assertThat(answer.json().getString("state")).isEqualTo("queued");
    assertThat(fixture.find("a").ready()).isTrue();
  }

  @Test
  void retry_is_refused_when_job_has_not_failed() throws Exception {
    fixture.queued("a");
    Answer answer = fixture.run("retry", "a");
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err()).contains("job a is queued: only a failed job can be retried");
  }

  @Test
  void resolve_continues_an_uncertain_job_with_the_named_task() throws Exception {
    fixture.queued("a");
    fixture.uncertain("a");
    Answer answer = fixture.run("resolve", "a", "--task-id", "77");
    assertThat(answer.code()).isZero();
    assertThat(answer.err()).contains("the provider was not queried for task 77");
    assertThat(fixture.find("a").taskId()).isEqualTo("77");
    assertThat(fixture.find("a").state()).isEqualTo(State.GENERATING);
  }

  @Test
  void resolve_refuses_a_task_unknown_to_the_provider_unless_forced() throws Exception {
    try (FakeTaskServer provider = new FakeTaskServer("77", keys)) {
      fixture.queued("a");
      fixture.uncertain("a");

      Answer mistyped = fixture.run(provider.resolve("a", "78"));
      assertThat(mistyped.code()).isEqualTo(1);
      assertThat(mistyped.err())
          .startsWith("keyframed: the provider does not know task 78 (")
          .contains("nothing was changed; --force");
      assertThat(fixture.find("a").state()).isEqualTo(State.UNCERTAIN);

      Answer right = fixture.run(provider.resolve("a", "77"));
      assertThat(right.code()).as(right.err()).isZero();
      assertThat(right.err()).isEmpty();
      assertThat(fixture.find("a").taskId()).isEqualTo("77");

      fixture.queued("b");
      fixture.uncertain("b");
      assertThat(fixture.run(provider.resolve("b", "79", "--force")).code()).isZero();

      fixture.queued("c");
      fixture.uncertain("c");
      fixture.waitedForInVain("c");
      assertThat(fixture.run(provider.resolve("c", "80")).code()).isEqualTo(1);
      assertThat(fixture.find("c").state()).isEqualTo(State.FAILED);

      fixture.queued("d");
      assertThat(fixture.run(provider.resolve("d", "81")).err()).contains("job d is queued: only");
      assertThat(provider.asked()).containsExactly("78", "77", "80");
    }
  }

  @Test
  void resolve_changes_nothing_when_the_provider_gives_no_answer() throws Exception {
    FakeTaskServer provider = new FakeTaskServer("77", keys);
    String[] resolve = provider.resolve("a", "77");
    provider.close();
    fixture.queued("a");
    fixture.uncertain("a");

    Answer answer = fixture.run(resolve);

    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err()).contains("did not say whether it knows task 77");
    assertThat(fixture.find("a").state()).isEqualTo(State.UNCERTAIN);
  }

  @Test
  void resolve_refuses_the_task_of_another_job() throws Exception {
    fixture.queued("a");
    fixture.generating("a", "77");
    fixture.queued("b");
    fixture.uncertain("b");
    Answer answer = fixture.run("resolve", "b", "--task-id", "77");
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err()).contains("task 77 belongs to job a already");
    assertThat(fixture.find("b").state()).isEqualTo(State.UNCERTAIN);
  }

  @Test
  void resolve_as_not_created_queues_the_job_again() throws Exception {
    fixture.queued("a");
    fixture.uncertain("a");
    Answer answer = fixture.run("resolve", "a", "--not-created");
    assertThat(answer.code()).isZero();
    assertThat(answer.out()).contains("job a is queued, was uncertain");
  }

  @Test
  void resolve_needs_an_uncertain_job_and_exactly_one_finding() throws Exception {
    fixture.queued("a");
    assertThat(fixture.run("resolve", "a", "--not-created").err())
        .contains("job a is queued: only a job whose submission is uncertain can be resolved");
    assertThat(fixture.run("resolve", "a").code()).isEqualTo(2);
    assertThat(fixture.run("resolve", "a", "--not-created", "--task-id=7").code()).isEqualTo(2);
    assertThat(fixture.run("resolve", "a", "--task-id=7 8").code()).isEqualTo(2);
  }

  @Test
  void operations_fail_when_job_is_not_found() {
    assertThat(fixture.run("cancel", "nobody").code()).isEqualTo(1);
    assertThat(fixture.run("retry", "nobody").code()).isEqualTo(1);
    assertThat(fixture.run("resolve", "nobody", "--not-created").err())
        .isEqualToIgnoringNewLines("keyframed: job not found: nobody");
    assertThat(fixture.run("cancel", "no/body").code()).isEqualTo(2);
  }

  @Test
  void pause_and_resume_stop_and_continue_submissions() throws Exception {
    assertThat(fixture.run("pause").out()).startsWith("paused");
    assertThat(fixture.account().hold()).isEqualTo(HoldReason.PAUSED);
    Answer again = fixture.run("pause", "--json");
    assertThat(again.code()).isZero();
    assertThat(again.json().getBoolean("changed")).isFalse();
    assertThat(fixture.run("resume").out()).startsWith("resumed");
    assertThat(fixture.account().hold()).isNull();
    assertThat(fixture.run("resume").out()).startsWith("was not paused");
  }

  @Test
  void operations_that_change_something_are_logged_for_daemons() throws Exception {
    fixture.queued("a");
    fixture.generating("a", "77");
    fixture.queued("b");
    fixture.failed("b");
    fixture.queued("c");
    fixture.uncertain("c");

    for (String command :
        List.of(
            "cancel a",
            "cancel a",
            "retry b",
            "resolve c --not-created",
            "pause",
            "pause",
            "resume",
            "resume")) {
      assertThat(fixture.run(command.split(" ")).code()).as(command).isIn(0, 1);
    }

    List<OperationLog.LoggedOperation> noted = fixture.operations();
    assertThat(noted)
        .extracting(done -> done.kind().label())
        .containsExactly("cancel", "retry", "resolve", "pause", "resume");
    assertThat(noted.get(0).change())
        .isEqualTo(
            new OperationLog.JobChange(
                new JobId("a"),
                State.GENERATING,
                State.CANCELLED,
                "77",
                null,
                "MiniMax-Hailuo-02",
                "768P",
                280_000));
    assertThat(noted).extracting(OperationLog.LoggedOperation::by).doesNotContain("").hasSize(5);
  }

  @Test
  void operator_is_the_user_who_called_sudo() {
    assertThat(NamespaceSession.operator(Map.of("SUDO_USER", "alice"))).startsWith("alice");
    assertThat(NamespaceSession.operator(Map.of())).startsWith(System.getProperty("user.name"));
  }

  @Test
  void resume_fails_when_the_provider_holds_the_account() throws Exception {
    fixture.account(new AccountEvent.HoldReported(HoldReason.KEY, "invalid api key", null));
    Answer answer = fixture.run("resume");
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err()).contains("held by the provider (key): invalid api key");
    assertThat(fixture.account().hold()).isEqualTo(HoldReason.KEY);
  }
}
