package dev.keyframed.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the faults of creations: the caller's view, and the ledger's. */
class CreateFaultsTest {
  @ParameterizedTest
  @CsvSource({
    "lost_answer_before_challenge, 0, 0",
    "lost_answer_no_task, 1, 0",
    "lost_answer, 1, 1",
    "cut_answer, 1, 1"
  })
  void lost_answer_fault_is_recorded_in_the_ledger_with_its_stage(
      String fault, int challenges, int tasks) throws Exception {
    try (SandboxFixture fixture = SandboxFixture.playing("job:job-1=" + fault)) {
      assertThatThrownBy(() -> fixture.submit("job-1")).isInstanceOf(IOException.class);
      assertLedger(fixture, challenges, tasks);
      assertThat(code(fixture.post(fixture.order("job-1")))).as("the second time").isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"create_stall, 0, 0", "created_stall, 1, 1"})
  void creation_stays_unanswered_by_stall_faults(String fault, int challenges, int tasks)
      throws Exception {
    try (SandboxFixture fixture = SandboxFixture.playing("job:job-1=" + fault)) {
      fixture.patience = Duration.ofMillis(400);
      assertThatThrownBy(() -> fixture.submit("job-1")).isInstanceOf(HttpTimeoutException.class);
      assertLedger(fixture, challenges, tasks);
    }
  }

  @ParameterizedTest
  @CsvSource({"create, 0, 0", "voted, 1, 0", "created, 1, 1"})
  void business_codes_can_be_sent_at_each_stage(String stage, int challenges, int tasks)
      throws Exception {
    try (SandboxFixture fixture = SandboxFixture.playing("job:job-1=" + stage + "_code_1024")) {
      HttpResponse<String> answer = fixture.post(fixture.order("job-1"));
      assertThat(code(answer)).isEqualTo(1024);
      assertThat(new JsonObject(answer.body()).getString("task_id")).isEmpty();
      assertLedger(fixture, challenges, tasks);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "create_http_429, 429, 0, {\"error\"",
    "create_http_500, 500, 0, {\"error\"",
    "create_http_502, 502, 0, <html>",
    "voted_http_529, 529, 0, <html>",
    "created_http_502, 502, 1, <html>"
  })
  void http_faults_answer_json_or_gateway_html(String fault, int status, int tasks, String body)
      throws Exception {
    try (SandboxFixture fixture = SandboxFixture.playing("job:job-1=" + fault)) {
      HttpResponse<String> answer = fixture.post(fixture.order("job-1"));
      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.body()).startsWith(body);
      assertThat(fixture.sandbox.ledger().tasks("job-1")).hasSize(tasks);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"created_non_json", "created_string_code", "created_numeric_id", "late_answer"})
  void creation_answer_is_distorted_while_task_exists(String fault) throws Exception {
    try (SandboxFixture fixture = SandboxFixture.playing("job:job-1=" + fault)) {
      String body = fixture.post(fixture.order("job-1")).body();
      String taskId = fixture.sandbox.ledger().tasks("job-1").get(0).id();
      switch (fault) {
        case "created_non_json" -> assertThat(body).doesNotContain("{");
        case "created_string_code" -> assertThat(body).contains("\"status_code\":\"0\"");
        case "created_numeric_id" -> assertThat(body).contains("\"task_id\":" + taskId);
        default -> assertThat(body).contains("\"task_id\":\"" + taskId);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"no_challenge, 0, 0, 1", "challenge_twice, 2, 0, 1", "wrong_challenge, 1, 2013, 0"})
  void challenge_faults_omit_repeat_or_break_the_challenge(
      String fault, int challenges, int code, int tasks) throws Exception {
    try (SandboxFixture fixture = SandboxFixture.playing("job:job-1=" + fault)) {
      assertThat(code(fixture.post(fixture.order("job-1")))).isEqualTo(code);
      assertThat(fixture.challenges).hasSize(challenges);
      assertLedger(fixture, challenges, tasks);
    }
  }

  @Test
  void late_challenge_creates_a_task_after_the_connection_was_cut() throws Exception {
    try (SandboxFixture fixture = SandboxFixture.playing("job:job-1=challenge_late")) {
      assertThatThrownBy(() -> fixture.submit("job-1")).isInstanceOf(IOException.class);
      assertLedger(fixture, 0, 0);
      fixture.awaitEnd();
      assertLedger(fixture, 1, 1);
    }
  }

  @Test
  void push_precedes_the_creation_answer_by_fault() throws Exception {
    try (SandboxFixture fixture = SandboxFixture.playing("job:job-1=push_before_answer")) {
      String taskId = fixture.create(fixture.order("job-1")).getString("task_id");
      assertThat(new JsonObject(fixture.push()).getString("task_id")).isEqualTo(taskId);
    }
  }

  @Test
  void balance_stays_used_up_until_it_is_set() throws Exception {
    try (SandboxFixture fixture = SandboxFixture.playing("nth:1=balance_runs_out")) {
      assertThat(code(fixture.post(fixture.order("job-1")))).isEqualTo(1008);
      assertThat(code(fixture.post(fixture.order("job-2")))).isEqualTo(1008);
      fixture.turn("balance", new JsonObject().putNull("usd"));
      assertThat(code(fixture.post(fixture.order("job-1")))).isZero();
    }
  }

  @Test
  void fault_plan_can_be_changed_while_the_sandbox_runs() throws Exception {
    try (SandboxFixture fixture = SandboxFixture.playing("")) {
      fixture.turn(
          "faults", new JsonObject().put("plan", "prompt:job-1=create_code_1002").put("seed", 5));
      assertThat(code(fixture.post(fixture.order("job-1")))).isEqualTo(1002);
    }
  }

  private static void assertLedger(SandboxFixture fixture, int challenges, int tasks) {
    assertThat(fixture.sandbox.ledger().submissions().get(0).challenges()).isEqualTo(challenges);
    assertThat(fixture.sandbox.ledger().tasks("job-1")).hasSize(tasks);
  }

  private static int code(HttpResponse<String> answer) {
    return new JsonObject(answer.body()).getJsonObject("base_resp").getInteger("status_code");
  }
}
