package dev.keyframed.adapter.minimax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.CreateResult;
import dev.keyframed.job.Finding;
import dev.keyframed.job.QueryResult;
import dev.keyframed.job.ServiceTrouble;
import dev.keyframed.port.Provider.FileLocation;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks each code on each call (src/docs/provider-api.md). */
class CodesTest {
  private static final String TABLE =
      """
      1000 | Faulted passing      | NoAnswer PASSING   | PASSING
      1001 | AnswerLost                 | NoAnswer PASSING   | PASSING
      1002 | Refused THROTTLED    | NoAnswer THROTTLED | THROTTLED
      1004 | Refused ACCOUNT KEY | NoAnswer ACCOUNT KEY | ACCOUNT KEY
      1008 | Refused ACCOUNT BALANCE | NoAnswer ACCOUNT BALANCE | ACCOUNT BALANCE
      1013 | Faulted passing      | NoAnswer PASSING   | PASSING
      1024 | Faulted passing      | NoAnswer PASSING   | PASSING
      1026 | Refused CONTENT      | Failed content    | none
      1027 | Refused CONTENT      | Failed            | none
      1028 | Refused ACCOUNT PLAN | NoAnswer ACCOUNT PLAN | ACCOUNT PLAN
      1030 | Refused ACCOUNT PLAN | NoAnswer ACCOUNT PLAN | ACCOUNT PLAN
      1033 | Faulted passing      | NoAnswer PASSING   | PASSING
      1039 | Refused THROTTLED    | NoAnswer THROTTLED | THROTTLED
      1041 | Refused THROTTLED    | NoAnswer THROTTLED | THROTTLED
      1042 | Refused CONTENT      | NoAnswer PASSING   | PASSING
      2013 | Refused PARAMETERS   | TaskUnknown       | unknown
      2045 | Refused THROTTLED    | NoAnswer THROTTLED | THROTTLED
      2049 | Refused ACCOUNT KEY | NoAnswer ACCOUNT KEY | ACCOUNT KEY
      2056 | Refused ACCOUNT PLAN | NoAnswer ACCOUNT PLAN | ACCOUNT PLAN
      2061 | Refused ACCOUNT PLAN | NoAnswer ACCOUNT PLAN | ACCOUNT PLAN
      2062 | Refused THROTTLED    | NoAnswer THROTTLED | THROTTLED
      2064 | Refused THROTTLED    | NoAnswer THROTTLED | THROTTLED
      2067 | Refused ACCOUNT PLAN | NoAnswer ACCOUNT PLAN | ACCOUNT PLAN
      4711 | Faulted              | NoAnswer PASSING   | PASSING
      """;

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = TABLE)
  void provider_code_has_documented_meaning_on_each_call(
      int code, String onCreate, String onQuery, String onLocate) {
    // The status beside a code is ignored.
    ApiResponse answer =
        answer(
            200,
            "{'task_id':'','status':'Success','file_id':'7','base_resp':{'status_code':%d,'status_msg':'m'}}"
                .formatted(code));

    assertThat(name(CreateReader.of(answer))).isEqualTo(onCreate);
    assertThat(name(QueryReader.of(answer, "t"))).isEqualTo(onQuery);
    assertThat(trouble(FileReader.of(answer, "7"))).isEqualTo(onLocate);
    assertThat(answer.error()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          301 | AnswerLost                           | NoAnswer PASSING         | PASSING
          400 | Refused PARAMETERS             | NoAnswer PASSING         | PASSING
          401 | Refused ACCOUNT KEY            | NoAnswer ACCOUNT KEY     | ACCOUNT KEY
          402 | Refused ACCOUNT BALANCE        | NoAnswer ACCOUNT BALANCE | ACCOUNT BALANCE
          403 | Refused ACCOUNT KEY            | NoAnswer ACCOUNT KEY     | ACCOUNT KEY
          404 | Refused ACCOUNT WRONG_ENDPOINT | NoAnswer PASSING         | unknown
          405 | Refused ACCOUNT WRONG_ENDPOINT | NoAnswer PASSING         | PASSING
          408 | AnswerLost                           | NoAnswer PASSING         | PASSING
          410 | Refused PARAMETERS             | NoAnswer PASSING         | unknown
          422 | Refused CONTENT                | NoAnswer PASSING         | PASSING
          429 | Refused THROTTLED              | NoAnswer THROTTLED       | THROTTLED
          500 | AnswerLost                           | NoAnswer PASSING         | PASSING
          502 | AnswerLost                           | NoAnswer PASSING         | PASSING
          529 | AnswerLost                           | NoAnswer PASSING         | PASSING
          """)
  void http_error_without_code_has_documented_meaning_on_each_call(
      int status, String onCreate, String onQuery, String onLocate) {
    ApiResponse answer = answer(status, "<html>never mind</html>");

    assertThat(name(CreateReader.of(answer))).isEqualTo(onCreate);
    assertThat(name(QueryReader.of(answer, "t"))).isEqualTo(onQuery);
    assertThat(trouble(FileReader.of(answer, "7"))).isEqualTo(onLocate);
    assertThat(answer.error()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "[]",
        "null",
        "{}",
        "{'error':{'message':'x'}}",
        "{'base_resp':'x'}",
        "{'base_resp':{'status_code':'x'}}",
        "{'base_resp':{'status_code':null}}"
      })
  void answer_not_from_api_is_unreadable_and_reports_nothing(String body) {
    ApiResponse answer = answer(200, body);

    assertThat(name(CreateReader.of(answer))).isEqualTo("AnswerUnreadable");
    assertThat(name(QueryReader.of(answer, "t"))).isEqualTo("NoAnswer PASSING");
    assertThat(trouble(FileReader.of(answer, "7"))).isEqualTo("PASSING");
  }

  @Test
  void code_as_text_and_id_as_number_are_read() {
    assertThat(name(CreateReader.of(answer(200, "{'base_resp':{'status_code':'1008'}}"))))
        .isEqualTo("Refused ACCOUNT BALANCE");
    assertThat(
            CreateReader.of(
                answer(200, "{'task_id':106916112212032,'base_resp':{'status_code':'0'}}")))
        .isEqualTo(new CreateResult.Created("106916112212032", "trace"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "   ", "12345678901234567890123456789012345678901234567890123456789012345"})
  void creation_without_valid_task_id_is_unreadable(String id) {
    String body = "{'task_id':'%s','base_resp':{'status_code':0}}".formatted(id);

    assertThat(name(CreateReader.of(answer(200, body)))).isEqualTo("AnswerUnreadable");
  }

  @ParameterizedTest
  @CsvSource({
    "Preparing,Running",
    "QUEUEING,Running",
    "processing,Running",
    "Dreaming,Running",
    "Success,Succeeded",
    "succeeded,Succeeded",
    "Fail,GenerationFailed",
    "FAILED,GenerationFailed",
    "'',TaskUnknown"
  })
  void task_status_is_read_without_case(String status, String finding) {
    ApiResponse answer =
        answer(
            200,
            "{'status':'%s','file_id':361721749176519,'video_width':1366,'video_height':'768','base_resp':{'status_code':0}}"
                .formatted(status));

    QueryResult report = QueryReader.of(answer, "t");

    assertThat(report.finding().getClass().getSimpleName()).isEqualTo(finding);
    assertThat(report.trouble()).isNull();
    assertThat(QueryReader.isUndocumented(answer)).isEqualTo(status.equals("Dreaming"));
    if (report.finding() instanceof Finding.Succeeded succeeded) {
      assertThat(succeeded).isEqualTo(new Finding.Succeeded("361721749176519", 1366, 768));
    }
  }

  @Test
  void success_without_file_id_counts_as_running() {
    ApiResponse answer =
        answer(200, "{'status':'Success','file_id':'','base_resp':{'status_code':0}}");

    assertThat(QueryReader.of(answer, "t").finding()).isEqualTo(new Finding.Running());
  }

  @Test
  void failed_callback_check_is_distinguished_from_other_parameter_errors() {
    ApiResponse answer =
        answer(
            200,
            "{'task_id':'','base_resp':{'status_code':2013,'status_msg':'invalid params, fail to check callback url'}}");

    assertThat(name(CreateReader.of(answer))).isEqualTo("Refused CALLBACK_CHECK");
  }

  @ParameterizedTest
  @ValueSource(ints = {1004, 2049})
  void refused_key_message_names_host(int code) {
    ApiResponse answer =
        answer(200, "{'base_resp':{'status_code':%d,'status_msg':'bad'}}".formatted(code));

    assertThat(answer.complaint())
        .isEqualTo(
            "the key was refused by api.example (code %d: bad): check the key and provider.base_url, a key works only on its region's host"
                .formatted(code));
  }

  @Test
  void provider_messages_contain_no_secret() {
    ApiResponse answer =
        answer(
            200,
            "{'base_resp':{'status_code':2013,'status_msg':'sk-key could not\\nreach https://me/cb/token'}}");

    assertThat(answer.complaint()).isEqualTo("code 2013: [hidden] could not reach [hidden]");
  }

  private static ApiResponse answer(int status, String body) {
    return ApiResponse.of(
        "api.example",
        status,
        "trace",
        null,
        Buffer.buffer(body.replace('\'', '"')),
        List.of("sk-key", "https://me/cb/token"));
  }

  private static String name(CreateResult creation) {
    if (creation instanceof CreateResult.Refused refused) {
      String held = refused.hold() == null ? "" : " " + refused.hold();
      return "Refused " + refused.refusal() + held;
    }
    if (creation instanceof CreateResult.Faulted faulted) {
      return faulted.passing() ? "Faulted passing" : "Faulted";
    }
    return creation.getClass().getSimpleName();
  }

  private static String name(QueryResult report) {
    if (report.finding() instanceof Finding.GenerationFailed failed) {
      return failed.content() ? "Failed content" : "Failed";
    }
    String finding = report.finding().getClass().getSimpleName();
    return report.trouble() == null ? finding : finding + " " + name(report.trouble());
  }

  private static String name(ServiceTrouble trouble) {
    return trouble.hold() == null ? trouble.kind().name() : trouble.kind() + " " + trouble.hold();
  }

  private static String trouble(FileLocation location) {
    if (location instanceof FileLocation.FileUnknown) {
      return "unknown";
    }
    FileLocation.FileNotNow not = (FileLocation.FileNotNow) location;
    return not.trouble() == null ? "none" : name(not.trouble());
  }
}
