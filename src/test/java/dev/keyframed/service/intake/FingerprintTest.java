package dev.keyframed.service.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.port.JobQueue.Content;
import dev.keyframed.port.JobQueue.Entry;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
  private static final String JOB =
      "{\"id\":\"a\",\"prompt\":\"p\",\"last_frame_image\":\"https://example.com/l.png\","
          + "\"metadata\":{\"shot\":1}}";

  private final Admission admission =
      new Admission(new IntakeSettings(Optional.empty(), false, 3, Map.of()));

  @ParameterizedTest
  @ValueSource(
      strings = {
        " {\"metadata\" : { \"shot\": 1 }, \"prompt\":\"\\u0070\", \"id\":\"a\","
            + "\"last_frame_image\":\"https:\\/\\/example.com/l.png\"}",
        "{\"id\":\"a\",\"prompt\":\"p\",\"last_frame_image\":\"https://example.com/l.png\","
            + "\"metadata\":{\"shot\":1},\"duration\":6.0,\"priority\":\"normal\",\"not_before\":null}",
      })
  void fingerprint_is_equal_for_same_job_written_differently(String again) {
    assertThat(digest(again)).isEqualTo(digest(JOB)).hasSize(16);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"prompt\":\"p\" \"prompt\":\"q\"",
        "\"prompt\":\"p\" \"duration\":10,\"prompt\":\"p\"",
        "\"prompt\":\"p\" \"promt\":\"p\"",
        "\"shot\":1 \"shot\":2",
        "example.com/l example.com/m",
      })
  void fingerprint_differs_for_jobs_that_differ_in_any_field(String change) {
    String[] words = change.split(" ", -1);
    assertThat(digest(JOB.replace(words[0], words[1]))).isNotEqualTo(digest(JOB));
  }

  @Test
  void rejected_job_has_a_fingerprint() {
    assertThat(digest("{\"id\":\"a\",\"duration\":1e999}")).hasSize(16);
  }

  @Test
  void fingerprint_of_an_entry_without_own_id_is_of_its_exact_text() {
    String unnamed = JOB.replace("\"id\":\"a\",", "");
    assertThat(digest(unnamed)).isEqualTo(digest(unnamed)).isNotEqualTo(digest(unnamed + " "));
  }

  @Test
  void fingerprint_of_an_entry_without_text_is_of_the_reason() {
    String missing = digest(new Content.Missing());
    assertThat(missing).hasSize(16).isNotEqualTo(digest(new Content.TooLong(7)));
    assertThat(digest(new Content.TooLong(8))).isNotEqualTo(digest(new Content.TooLong(7)));
  }

  private String digest(Content content) {
    return admission.examine(new Entry("1-0", content, 1), Instant.EPOCH).digest();
  }

  private String digest(String job) {
    Entry entry = Entry.of("1-0", job.getBytes(UTF_8));
    return admission.examine(entry, Instant.parse("2026-11-22T12:00:00Z")).digest();
  }
}
