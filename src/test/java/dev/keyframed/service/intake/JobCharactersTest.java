package dev.keyframed.service.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Failure.Mistake;
import dev.keyframed.job.State;
import dev.keyframed.port.JobQueue.Entry;
import dev.keyframed.port.JobStore.NewJob;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the text that is paid for is the text as written, to the letter. */
class JobCharactersTest {
  private static final String LAST = "\"last_frame_image\":\"https://example.com/last.png\"";

  private final Admission admission =
      new Admission(new IntakeSettings(Optional.empty(), false, 3, Map.of()));

  @ParameterizedTest
  @ValueSource(strings = {"GBK", "ISO-8859-1"})
  void prompt_in_other_encoding_is_rejected_with_index_of_first_invalid_byte(String encoding) {
    String prompt = encoding.equals("GBK") ? "等" : "Löwe";
    byte[] job =
        ("{\"prompt\":\"" + prompt + "\"," + LAST + "}").getBytes(Charset.forName(encoding));
    int first = "{\"prompt\":\"".length() + (encoding.equals("GBK") ? 1 : 2);
    assertThat(mistakes(examine(job)))
        .containsExactly(new Mistake("job", "is not UTF-8 at byte " + first));
  }

  @ParameterizedTest
  @ValueSource(strings = {"prompt", "metadata", "id", "first_frame_image", "colour"})
  void invalid_utf_8_is_rejected_in_any_field(String field) {
    byte[] job = ("{\"" + field + "\":\"ü\"," + LAST + "}").getBytes(ISO_8859_1);
    assertThat(mistakes(examine(job)))
        .singleElement()
        .satisfies(mistake -> assertThat(mistake.message()).startsWith("is not UTF-8"));
  }

  @Test
  void job_text_in_utf_16_or_with_byte_order_mark_is_rejected() {
    byte[] utf16 = ("{" + LAST + "}").getBytes(UTF_16LE);
    assertThat(examine(utf16).job().state()).isEqualTo(State.REJECTED);
    byte[] marked = ("\ufeff{" + LAST + "}").getBytes(UTF_8);
    assertThat(examine(marked).job().state()).isEqualTo(State.REJECTED);
  }

  @Test
  void overlong_form_and_encoded_surrogate_are_rejected_as_invalid_utf_8() {
    for (String bytes : List.of("\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00f4\u0090\u0080\u0080")) {
      byte[] job = ("{\"prompt\":\"" + bytes + "\"," + LAST + "}").getBytes(ISO_8859_1);
      assertThat(mistakes(examine(job)))
          .extracting(Mistake::message)
          .allMatch(message -> message.startsWith("is not UTF-8"))
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "prompt, p \\ud83d, \\ud83d",
    "prompt, \\ude00\\ud83d, \\ude00",
    "id, a\\udfff, \\udfff",
    "last_frame_image, https://example.com/\\ud800.png, \\ud800",
    "resolution, 768P\\udbff, \\udbff",
  })
  void unpaired_surrogate_is_refused_with_name_of_field(String field, String text, String half) {
    String other = field.equals("last_frame_image") ? "\"prompt\":\"p\"" : LAST;
    NewJob arrival = examine("{\"" + field + "\":\"" + text + "\"," + other + "}");
    assertThat(mistakes(arrival))
        .containsExactly(
            new Mistake(
                field,
                "has an unpaired surrogate, "
                    + half
                    + ": write both halves of the pair, or the character itself"));
  }

  @Test
  void surrogate_pair_in_two_escapes_is_accepted() {
    NewJob arrival = examine("{\"prompt\":\"\\ud83c\\udfac\"," + LAST + "}");
    assertThat(arrival.job().failure()).isNull();
    assertThat(arrival.request().prompt()).isEqualTo("🎬");
  }

  @Test
  void metadata_is_returned_with_its_own_escapes() {
    String metadata =
        "{\"a\":\"\\ud83d\",\"b\\/\":\"\\u00e9é \\\\\\\" ,\",\"c\":[1e3,-0.0,{}],\"a\":\"\\t\"}";
    String spaced = metadata.replace(":[", " :\n\t[ ").replace(",\"b", " ,\r\n \"b");
    NewJob arrival = examine("{\"metadata\": " + spaced + " ," + LAST + "}");
    assertThat(arrival.job().failure()).isNull();
    assertThat(arrival.metadata()).isEqualTo(metadata);
  }

  @Test
  void unknown_field_name_is_shortened_at_whole_characters() {
    String name = "x".repeat(60) + "🎬🎬";
    NewJob arrival = examine("{\"" + name + "yyy\":1," + LAST + "}");
    assertThat(mistakes(arrival))
        .extracting(Mistake::field)
        .containsExactly("x".repeat(60) + "🎬...");
  }

  private NewJob examine(String job) {
    return examine(job.getBytes(UTF_8));
  }

  private NewJob examine(byte[] job) {
    return admission.examine(Entry.of("1-0", job), Instant.parse("2026-11-22T12:00:00Z"));
  }

  private static List<Mistake> mistakes(NewJob arrival) {
    return arrival.job().failure() == null ? List.of() : arrival.job().failure().mistakes();
  }
}
