package dev.keyframed.adapter.minimax;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.CreateResult;
import dev.keyframed.job.Finding;
import dev.keyframed.job.QueryResult;
import dev.keyframed.job.ServiceTrouble;
import dev.keyframed.port.Provider.FileLocation;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests answers of any status and encoding, and ids of any form. */
class AnswerBodyTest {
  private static final String OK = "'base_resp':{'status_code':0,'status_msg':'success'}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          402 | insufficient_balance_error | insufficient balance (1008)   | Refused ACCOUNT BALANCE | 1008
          402 | insufficient_balance_error | insufficient balance          | Refused ACCOUNT BALANCE | 402
          500 | server_error               | insufficient balance (1008)   | Refused ACCOUNT BALANCE | 1008
          503 | insufficient_balance_error | no                            | Refused ACCOUNT BALANCE | 503
          200 | insufficient_balance_error | no                            | Refused ACCOUNT BALANCE | 0
          401 | authentication_error       | login fail (1004)             | Refused ACCOUNT KEY     | 1004
          400 | authentication_error       | login fail                    | Refused ACCOUNT KEY     | 400
          403 | permission_error           | no                            | Refused ACCOUNT KEY     | 403
          400 | invalid_request_error      | usage limit exceeded (2056)   | Refused ACCOUNT PLAN    | 2056
          429 | rate_limit_error           | rate limit (1002)             | Refused THROTTLED       | 1002
          500 | rate_limit_error           | slow down                     | Refused THROTTLED       | 500
          422 | invalid_request_error      | input new_sensitive (1026)    | Refused CONTENT         | 1026
          422 | ?                          | no                            | Refused CONTENT         | 422
          400 | invalid_request_error      | invalid params (2013)         | Refused PARAMETERS      | 2013
          400 | invalid_request_error      | the year of (2024)            | Refused PARAMETERS      | 400
          400 | invalid_request_error      | fail to check callback url (2013) | Refused CALLBACK_CHECK | 2013
          404 | not_found_error            | no such path                  | Refused ACCOUNT WRONG_ENDPOINT | 404
          500 | server_error               | unknown error (1000)          | Faulted passing         | 1000
          529 | overloaded_error           | later                         | Faulted passing         | 529
          502 | ?                          | bad gateway                   | AnswerLost                    | 502
          """)
  void provider_error_is_read_by_name_whatever_the_http_status(
      int status, String type, String message, String creation, int error) {
    ApiResponse answer =
        answer(
            status,
            "{'type':'error','error':{'type':'%s','message':'%s'},'request_id':'r'}"
                .formatted(type, message));

    assertThat(name(CreateReader.of(answer))).isEqualTo(creation);
    assertThat(answer.error()).isEqualTo(error);
    assertThat(answer.complaint()).contains(message);
  }

  @Test
  void code_of_base_resp_takes_precedence() {
    ApiResponse answer =
        answer(
            503,
            "{'base_resp':{'status_code':1002,'status_msg':'slow'},'error':{'message':'no (1008)'}}");

    assertThat(name(CreateReader.of(answer))).isEqualTo("Refused THROTTLED");
    assertThat(QueryReader.of(answer, "1").trouble().kind())
        .isEqualTo(ServiceTrouble.TroubleKind.THROTTLED);
    assertThat(answer.complaint()).isEqualTo("HTTP 503: slow");
  }

  @Test
  void code_outside_32_bit_integers_is_ignored() {
    for (String code : List.of("4294968304", "1008.5", "1e300", "'1008x'", "true")) {
      ApiResponse answer = answer(200, "{'base_resp':{'status_code':" + code + "}}");
      assertThat(CreateReader.of(answer))
          .as(code)
          .isInstanceOf(CreateResult.AnswerUnreadable.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "'0'",
        "'000'",
        "''",
        "' '",
        "null",
        "1.0E17",
        "3.0",
        "-7",
        "true",
        "{}",
        "'a b'",
        "'x\\u0007'",
        "'null'"
      })
  void invalid_id_counts_as_missing(String id) {
    ApiResponse created = answer(200, "{'task_id':" + id + "," + OK + "}");
    ApiResponse done = answer(200, "{'status':'Success','file_id':" + id + "," + OK + "}");

    assertThat(CreateReader.of(created)).isInstanceOf(CreateResult.AnswerUnreadable.class);
    assertThat(QueryReader.of(done, "1").finding()).isEqualTo(new Finding.Running());
  }

  @ParameterizedTest
  @CsvSource({
    "106916112212032,106916112212032",
    "'''106916112212032''',106916112212032",
    "99999999999999999999,99999999999999999999",
    "''' abc_1 ''',abc_1"
  })
  void provider_id_is_text_or_whole_number(String id, String read) {
    ApiResponse answer = answer(200, "{'task_id':" + id + "," + OK + "}");

    assertThat(CreateReader.of(answer)).isEqualTo(new CreateResult.Created(read, "trace"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'7'", "8", "'43'", "42.0", "{}", "[42]", "-42"})
  void answer_about_another_task_or_file_is_ignored(String id) {
    QueryResult success =
        QueryReader.of(
            answer(200, "{'task_id':" + id + ",'status':'Success','file_id':'9'," + OK + "}"),
            "42");
    QueryResult refusal =
        QueryReader.of(
            answer(200, "{'task_id':" + id + ",'base_resp':{'status_code':1026}}"), "42");
    FileLocation place =
        FileReader.of(
            answer(200, "{'file':{'file_id':" + id + ",'download_url':'https://x/y'}," + OK + "}"),
            "42");

    for (QueryResult report : List.of(success, refusal)) {
      assertThat(report.finding()).isEqualTo(new Finding.NoAnswer());
      assertThat(report.trouble().kind()).isEqualTo(ServiceTrouble.TroubleKind.PASSING);
    }
    assertThat(((FileLocation.FileNotNow) place).trouble().kind())
        .isEqualTo(ServiceTrouble.TroubleKind.PASSING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'42'", "42", "''", "0", "'0'", "null"})
  void answer_that_names_requested_task_or_none_is_accepted(String id) {
    String body = "{'task_id':" + id + ",'status':'Success','file_id':'9'," + OK + "}";
    String place = "{'file':{'file_id':" + id + ",'download_url':'https://x/y'}," + OK + "}";

    assertThat(QueryReader.of(answer(200, body), "42").finding())
        .isEqualTo(new Finding.Succeeded("9", 0, 0));
    assertThat(FileReader.of(answer(200, place), "42"))
        .isEqualTo(new FileLocation.FileFound(List.of("https://x/y")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1008", "'1008'", "' 1008 '", "1008.0", "1.008e3", "'1008.0'"})
  void code_is_read_in_any_number_notation(String code) {
    ApiResponse answer = answer(200, "{'base_resp':{'status_code':" + code + "}}");

    assertThat(name(CreateReader.of(answer))).isEqualTo("Refused ACCOUNT BALANCE");
  }

  @Test
  void creation_success_that_breaks_parser_is_unreadable_and_not_lost() {
    Throwable fault = new StackOverflowError();

    assertThat(CreateReader.misread(200, fault)).isInstanceOf(CreateResult.AnswerUnreadable.class);
    assertThat(CreateReader.misread(502, fault)).isInstanceOf(CreateResult.AnswerLost.class);
  }

  @Test
  void answer_of_thousands_of_empty_gzip_members_is_unreadable() throws IOException {
    byte[] member = zipped(new byte[0]);
    Buffer all = Buffer.buffer();
    for (int i = 0; i < 50_000; i++) {
      all.appendBytes(member);
    }

    assertThat(CreateReader.of(answer("gzip", all.getBytes())))
        .isInstanceOf(CreateResult.AnswerUnreadable.class);
  }

  @Test
  void provider_message_becomes_one_short_plain_line() {
    ApiResponse answer =
        answer(
            400,
            "{'error':{'type':'?','message':'a\\n2026 INFO b\\u001b[31m\\u009b2J\\u202Ec\\u2028d\\u200b"
                + "x".repeat(2000)
                + "'}}");

    assertThat(answer.words())
        .startsWith("a 2026 INFO b\\u001b[31m\\u009b2J\\u202ec d\\u200bx")
        .endsWith("x...")
        .hasSize(300);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "x-gzip", "GZIP", " gzip ", "identity, gzip"})
  void compressed_answer_is_decoded(String encoding) throws IOException {
    ApiResponse answer = answer(encoding, zipped("{\"task_id\":\"42\"}".getBytes(UTF_8)));

    assertThat(CreateReader.of(answer)).isEqualTo(new CreateResult.Created("42", "trace"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "gzip, gzip", "gzip, br", "gzip"})
  void answer_in_other_encoding_than_declared_is_unreadable(String encoding) {
    ApiResponse answer = answer(encoding, "{\"task_id\":\"42\"}".getBytes(UTF_8));

    assertThat(CreateReader.of(answer)).isInstanceOf(CreateResult.AnswerUnreadable.class);
    assertThat(QueryReader.of(answer, "42").trouble().message())
        .isEqualTo("the answer is not readable");
  }

  @Test
  void answer_above_decoded_size_limit_is_unreadable() throws IOException {
    byte[] bomb = zipped((" ".repeat(64 << 20) + "{\"task_id\":\"42\"}").getBytes(UTF_8));

    assertThat(bomb.length).isLessThan(1 << 20);
    assertThat(CreateReader.of(answer("gzip", bomb)))
        .isInstanceOf(CreateResult.AnswerUnreadable.class);
  }

  @Test
  void truncated_compressed_answer_is_unreadable() throws IOException {
    byte[] whole = zipped("{\"task_id\":\"42\"}".getBytes(UTF_8));
    byte[] cut = Arrays.copyOf(whole, whole.length - 9);

    assertThat(CreateReader.of(answer("gzip", cut)))
        .isInstanceOf(CreateResult.AnswerUnreadable.class);
  }

  private static byte[] zipped(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(plain);
    }
    return out.toByteArray();
  }

  private static ApiResponse answer(String encoding, byte[] body) {
    return ApiResponse.of("api.example", 200, "trace", encoding, Buffer.buffer(body), List.of());
  }

  private static ApiResponse answer(int status, String body) {
    Buffer json = Buffer.buffer(body.replace('\'', '"'));
    return ApiResponse.of("api.example", status, "trace", null, json, List.of());
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
}
