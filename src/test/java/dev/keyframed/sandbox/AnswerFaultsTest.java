package dev.keyframed.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the faults of queries, files and generations; each occurs once, then answers are correct.
 */
class AnswerFaultsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "query_code_1000         | 200 | \"status_code\":1000",
        "query_code_1004         | 200 | \"status_code\":1004",
        "query_http_429          | 429 | \"error\"",
        "query_http_529          | 529 | <html>",
        "query_non_json          | 200 | upstream",
        "query_string_code       | 200 | \"status_code\":\"0\"",
        "query_numeric_ids       | 200 | \"file_id\":1",
        "query_late              | 200 | Success",
        "query_unknown_status    | 200 | \"status\":\"Rendering\"",
        "query_empty_status      | 200 | \"status\":\"\"",
        "query_status_back       | 200 | \"status\":\"Processing\"",
        "query_success_without_file | 200 | \"status\":\"Success\",\"file_id\":\"\"",
        "query_unknown_id        | 200 | \"status_code\":2013"
      })
  void query_fault_distorts_one_answer(String fault, int status, String part) throws Exception {
    try (SandboxFixture fixture = SandboxFixture.playing("job:job-1=" + fault)) {
      fixture.submit("job-1");
      JsonObject end = fixture.ended();
      HttpResponse<String> answer =
          fixture.get("/v1/query/video_generation?task_id=" + end.getString("task_id"));
      assertThat(answer.statusCode()).isEqualTo(status);
      // A random id of 15 digits may begin with any digit.
      assertThat(answer.body().replaceAll("\"file_id\":\\d", "\"file_id\":1")).contains(part);
      assertThat(fixture.query(end.getString("task_id")).getString("status")).isEqualTo("Success");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"query_cut", "query_stall"})
  void query_stays_unanswered_by_cut_and_stall_faults(String fault) throws Exception {
    try (SandboxFixture fixture = SandboxFixture.playing("job:job-1=" + fault)) {
      fixture.patience = Duration.ofMillis(400);
      String taskId = fixture.create(fixture.order("job-1")).getString("task_id");
      assertThatThrownBy(() -> fixture.get("/v1/query/video_generation?task_id=" + taskId))
          .isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"fail_1026, 1026", "fail_1027, 1027", "fail_0, 0"})
  void failed_generation_is_not_charged(String fault, int code) throws Exception {
    try (SandboxFixture fixture = SandboxFixture.playing("job:job-1=" + fault)) {
      fixture.submit("job-1");
      JsonObject push = fixture.ended();
      assertThat(push.getString("status")).isEqualTo("failed");
      JsonObject queried = fixture.query(push.getString("task_id"));
      assertThat(queried.getString("status")).isEqualTo("Fail");
      assertThat(queried.getString("file_id")).isEmpty();
      assertThat(queried.getJsonObject("base_resp").getInteger("status_code")).isEqualTo(code);
      assertThat(fixture.sandbox.ledger().tasks("job-1").get(0).status()).isEqualTo("fail");
      assertThat(fixture.sandbox.ledger().totalUsd()).isEqualByComparingTo(BigDecimal.ZERO);
    }
  }

  @Test
  void stuck_generation_does_not_end() throws Exception {
    try (SandboxFixture fixture =
        SandboxFixture.playing("job:job-1=generation_stuck,job:job-2=generation_stuck*0")) {
      String stuck = fixture.create(fixture.order("job-1")).getString("task_id");
      fixture.submit("job-2");
      fixture.awaitEnd();
      assertThat(fixture.query(stuck).getString("status")).isNotEqualTo("Success");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "file_code_1033  | 200 | \"status_code\":1033",
        "file_http_500   | 500 | \"error\"",
        "file_http_502   | 502 | <html>",
        "file_non_json   | 200 | upstream",
        "file_string_code | 200 | \"status_code\":\"0\"",
        "file_backup_only | 200 | \"backup_download_url\":\"http"
      })
  void file_fault_distorts_one_answer(String fault, int status, String part) throws Exception {
    try (SandboxFixture fixture = SandboxFixture.playing("job:job-1=" + fault)) {
      fixture.submit("job-1");
      String fileId = fixture.ended().getString("file_id");
      HttpResponse<String> answer = fixture.get("/v1/files/retrieve?file_id=" + fileId);
      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.body()).contains(part);
      assertThat(fixture.file(fileId).getJsonObject("file").getString("download_url"))
          .startsWith(fixture.sandbox.fileUrl());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"file_no_url", "file_backup_only"})
  void file_answer_omits_download_url_by_fault(String fault) throws Exception {
    try (SandboxFixture fixture = SandboxFixture.playing("job:job-1=" + fault)) {
      fixture.submit("job-1");
      JsonObject file = fixture.file(fixture.ended().getString("file_id")).getJsonObject("file");
      assertThat(file.containsKey("download_url")).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"file_cut", "file_stall"})
  void file_request_stays_unanswered_by_cut_and_stall_faults(String fault) throws Exception {
    try (SandboxFixture fixture = SandboxFixture.playing("job:job-1=" + fault)) {
      fixture.submit("job-1");
      String fileId = fixture.ended().getString("file_id");
      fixture.patience = Duration.ofMillis(400);
      assertThatThrownBy(() -> fixture.file(fileId)).isInstanceOf(IOException.class);
    }
  }
}
