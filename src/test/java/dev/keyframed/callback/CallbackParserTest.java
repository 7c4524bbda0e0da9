package dev.keyframed.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.callback.CallbackMessage.Challenge;
import dev.keyframed.callback.CallbackMessage.StatusPush;
import dev.keyframed.callback.CallbackMessage.UnreadableBody;
import dev.keyframed.job.Event.ReportedStatus;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackParserTest {

  @Test
  void a_challenge_is_taken_as_it_is() {
    assertThat(parse("{'challenge':'1a3cs1j-601a-118y-ch52-o48911eabc3u'}"))
        .isEqualTo(new Challenge("1a3cs1j-601a-118y-ch52-o48911eabc3u"));
    assertThat(parse("{'challenge':'" + "x".repeat(512) + "','more':[1]}"))
        .isEqualTo(new Challenge("x".repeat(512)));
  }

  @Test
  void the_documented_push_is_read() {
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
  void words_are_compared_without_case_and_unknown_ones_mean_at_work(
      String status, ReportedStatus word, boolean known) {
    assertThat(parse("{'task_id':'7','status':'" + status + "'}"))
        .isEqualTo(new StatusPush("7", word, known));
  }

  @Test
  void words_are_read_alike_in_every_language() {
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
  void a_status_that_is_no_word_means_at_work(String status) {
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
  void ids_may_be_numbers_and_keep_every_digit(String id) {
    assertThat(parse("{'task_id':" + id + ",'status':'processing'}"))
        .isEqualTo(new StatusPush(id, ReportedStatus.RUNNING, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "''", "'a b'", "'a\\nb'", "1.5e17", "true", "{}", "['7']", "'é'"})
  void what_is_no_id_makes_it_unreadable(String id) {
    assertThat(parse("{'task_id':" + id + ",'status':'success'}"))
        .isInstanceOf(UnreadableBody.class);
  }

  @Test
  void an_id_has_at_most_64_characters() {
    assertThat(parse("{'task_id':'" + "7".repeat(64) + "'}")).isInstanceOf(StatusPush.class);
    assertThat(parse("{'task_id':'" + "7".repeat(65) + "'}")).isInstanceOf(UnreadableBody.class);
    assertThat(parse("{'task_id':" + "7".repeat(65) + "}")).isInstanceOf(UnreadableBody.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "''"})
  void an_empty_challenge_beside_a_task_is_none(String challenge) {
    assertThat(parse("{'challenge':" + challenge + ",'task_id':'7','status':'success'}"))
        .isEqualTo(new StatusPush("7", ReportedStatus.ENDED, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "true", "{}", "[]"})
  void a_challenge_that_is_no_text_is_unreadable(String challenge) {
    assertThat(parse("{'challenge':" + challenge + "}")).isInstanceOf(UnreadableBody.class);
  }

  @Test
  void a_challenge_has_at_most_512_characters() {
    assertThat(parse("{'challenge':'" + "x".repeat(513) + "'}")).isInstanceOf(UnreadableBody.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "{", "{}", "[]", "null", "7", "'x'", "{'task_id':'7'}}", "<html>", "\0"})
  void what_is_no_message_is_unreadable(String body) {
    assertThat(parse(body)).isInstanceOf(UnreadableBody.class);
  }

  @Test
  void a_deep_body_is_unreadable_and_harmless() {
    String deep = "{'task_id':'7','a':" + "[".repeat(32_000) + "]".repeat(32_000) + "}";
    assertThat(parse(deep)).isInstanceOf(UnreadableBody.class);
  }

  @Test
  void bytes_that_are_no_text_are_unreadable() {
    assertThat(CallbackParser.parse(Buffer.buffer(new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe})))
        .isInstanceOf(UnreadableBody.class);
  }

  private static CallbackMessage parse(String json) {
    return CallbackParser.parse(Buffer.buffer(json.replace('\'', '"')));
  }
}
