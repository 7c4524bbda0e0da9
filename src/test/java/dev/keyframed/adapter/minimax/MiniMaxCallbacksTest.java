package dev.keyframed.adapter.minimax;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.machine.Event.ReportedStatus;
import dev.keyframed.port.CallbackMessage;
import dev.keyframed.port.CallbackMessage.Challenge;
import dev.keyframed.port.CallbackMessage.StatusPush;
import dev.keyframed.port.CallbackMessage.UnreadableBody;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MiniMaxCallbacksTest {

  @Test
  void challenge_is_read_unchanged() {
    assertThat(parse("{'challenge':'1a3cs1j-601a-118y-ch52-o48911eabc3u'}"))
        .isEqualTo(new Challenge("1a3cs1j-601a-118y-ch52-o48911eabc3u"));
    assertThat(parse("{'challenge':'" + "x".repeat(512) + "','more':[1]}"))
        .isEqualTo(new Challenge("x".repeat(512)));
  }

  @Test
  void documented_push_is_read() {
    assertThat(
            parse(
                "{'task_id':'115334141465231360','status':'success','file_id':'205258526306433',"
                    + "'base_resp':{'status_code':0,'status_msg':'success'}}"))
        .isEqualTo(new StatusPush("115334141465231360", ReportedStatus.ENDED, true));
  }

  @ParameterizedTest
  @CsvSource({
    "success, ENDED, true",
    "Success, ENDED, true",
    "SUCCEEDED, ENDED, true",
    "fail, ENDED, true",
    "Failed, ENDED, true",
    "' failed ', ENDED, true",
    "processing, RUNNING, true",
    "Preparing, RUNNING, true",
    "Queueing, RUNNING, true",
    "moderating, RUNNING, false",
    "'', RUNNING, false"
  })
  void push_status_is_read_without_case_and_unknown_one_means_running(
      String status, ReportedStatus word, boolean known) {
    assertThat(parse("{'task_id':'7','status':'" + status + "'}"))
        .isEqualTo(new StatusPush("7", word, known));
  }

  @Test
  void push_status_is_read_independently_of_default_locale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr")); // where I is not the capital of i
    try {
      assertThat(parse("{'task_id':'7','status':'FAIL'}"))
          .isEqualTo(new StatusPush("7", ReportedStatus.ENDED, true));
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "3", "true", "{}", "['success']"})
  void push_status_that_is_no_text_means_running(String status) {
    assertThat(parse("{'task_id':'7','status':" + status + "}"))
        .isEqualTo(new StatusPush("7", ReportedStatus.RUNNING, false));
  }

  @ParameterizedTest
  @CsvSource({
    "106916112212032",
    "115334141465231360",
    "9223372036854775807",
    "123456789012345678901234567890"
  })
  void numeric_task_id_of_push_keeps_every_digit(String id) {
    assertThat(parse("{'task_id':" + id + ",'status':'processing'}"))
        .isEqualTo(new StatusPush(id, ReportedStatus.RUNNING, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "''", "'a b'", "'a\\nb'", "1.5e17", "true", "{}", "['7']", "'é'"})
  void push_with_invalid_task_id_is_unreadable(String id) {
    assertThat(parse("{'task_id':" + id + ",'status':'success'}"))
        .isInstanceOf(UnreadableBody.class);
  }

  @Test
  void task_id_of_push_has_at_most_64_characters() {
    assertThat(parse("{'task_id':'" + "7".repeat(64) + "'}")).isInstanceOf(StatusPush.class);
    assertThat(parse("{'task_id':'" + "7".repeat(65) + "'}")).isInstanceOf(UnreadableBody.class);
    assertThat(parse("{'task_id':" + "7".repeat(65) + "}")).isInstanceOf(UnreadableBody.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "''"})
  void empty_challenge_beside_task_id_is_read_as_push(String challenge) {
    assertThat(parse("{'challenge':" + challenge + ",'task_id':'7','status':'success'}"))
        .isEqualTo(new StatusPush("7", ReportedStatus.ENDED, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "true", "{}", "[]"})
  void challenge_that_is_no_text_is_unreadable(String challenge) {
    assertThat(parse("{'challenge':" + challenge + "}")).isInstanceOf(UnreadableBody.class);
  }

  @Test
  void challenge_has_at_most_512_characters() {
    assertThat(parse("{'challenge':'" + "x".repeat(513) + "'}")).isInstanceOf(UnreadableBody.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "{", "{}", "[]", "null", "7", "'x'", "{'task_id':'7'}}", "<html>", "\0"})
  void body_without_challenge_or_task_id_is_unreadable(String body) {
    assertThat(parse(body)).isInstanceOf(UnreadableBody.class);
  }

  @Test
  void deeply_nested_callback_body_is_unreadable() {
    String deep = "{'task_id':'7','a':" + "[".repeat(32_000) + "]".repeat(32_000) + "}";
    assertThat(parse(deep)).isInstanceOf(UnreadableBody.class);
  }

  @Test
  void callback_body_that_is_no_text_is_unreadable() {
    assertThat(new MiniMaxCallbacks().read(new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe}))
        .isInstanceOf(UnreadableBody.class);
  }

  private static CallbackMessage parse(String json) {
    return new MiniMaxCallbacks().read(json.replace('\'', '"').getBytes(UTF_8));
  }
}
