package dev.keyframed.service.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.Failure.Mistake;
import dev.keyframed.job.GenerationRequest;
import dev.keyframed.job.Priority;
import dev.keyframed.job.State;
import dev.keyframed.port.JobQueue.Content;
import dev.keyframed.port.JobQueue.Entry;
import dev.keyframed.port.JobStore.NewJob;
import dev.keyframed.support.frame.SampleImages;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String ENTRY = "1700000000000-7";
  private static final String LAST = "\"last_frame_image\":\"https://example.com/last.png\"";

  private final Admission admission =
      new Admission(new IntakeSettings(Optional.empty(), false, 3, Map.of("768P_10s", 600_000L)));

  @Test
  void admission_fills_in_defaults() {
    NewJob arrival = examine("{" + LAST + "}");
    assertThat(arrival.entry()).isEqualTo(ENTRY);
    assertThat(arrival.metadata()).isNull();
    assertThat(arrival.request())
        .isEqualTo(
            new GenerationRequest(
                "MiniMax-Hailuo-02", null, null, "https://example.com/last.png", null, 6, "768P"));
    assertThat(arrival.job().id().text()).isEqualTo(ENTRY);
    assertThat(arrival.job().state()).isEqualTo(State.QUEUED);
    assertThat(arrival.job().ready()).isTrue();
    assertThat(arrival.job().enqueuedAt()).isEqualTo(Instant.ofEpochMilli(1700000000000L));
    assertThat(arrival.job().spec().price()).isEqualTo(280_000);
    assertThat(arrival.job().spec().priority()).isEqualTo(Priority.NORMAL);
    assertThat(arrival.job().spec().maxAttempts()).isEqualTo(3);
  }

  @Test
  void admission_accepts_every_field() {
    NewJob arrival =
        examine(
            """
            {"id":"order_7","model":"MiniMax-Hailuo-02","prompt":"[Push out] \\u00e9","duration":10,
             "resolution":"768P","first_frame_image":"https://example.com/first.png",%s,
             "prompt_optimizer":false,"priority":"high","max_attempts":1,
             "not_before":"2026-11-22T14:00:00+01:00","expires_at":"2026-11-22T13:00:00.5Z",
             "metadata":{"a": 1.10, "a": 1e400, "b":[{"c":"\\u00e9"}], "d":12345678901234567890}}
            """
                .formatted(LAST));
    assertThat(arrival.job().failure()).isNull();
    assertThat(arrival.job().id().text()).isEqualTo("order_7");
    assertThat(arrival.request().prompt()).isEqualTo("[Push out] é");
    assertThat(arrival.request().promptOptimizer()).isFalse();
    assertThat(arrival.request().firstFrame()).isEqualTo("https://example.com/first.png");
    assertThat(arrival.job().spec().price()).isEqualTo(600_000);
    assertThat(arrival.job().spec().priority()).isEqualTo(Priority.HIGH);
    assertThat(arrival.job().spec().maxAttempts()).isEqualTo(1);
    assertThat(arrival.job().spec().notBefore()).isEqualTo("2026-11-22T13:00:00Z");
    assertThat(arrival.job().spec().expiresAt()).isEqualTo("2026-11-22T13:00:00.500Z");
    assertThat(arrival.job().ready()).isFalse();
    assertThat(arrival.metadata())
        .isEqualTo(
            "{\"a\":1.10,\"a\":1e400,\"b\":[{\"c\":\"\\u00e9\"}],\"d\":12345678901234567890}");
  }

  @Test
  void admission_treats_null_as_missing() {
    NewJob arrival =
        examine("{\"first_frame_image\":null,\"prompt\":null,\"id\":null," + LAST + "}");
    assertThat(arrival.job().state()).isEqualTo(State.QUEUED);
  }

  @Test
  void admission_names_every_mistake_at_once() {
    NewJob arrival =
        examine(
            "{\"promt\":\"secret\",\"duration\":\"6\",\"resolution\":\"512P\",\"max_attempts\":11}");
    assertThat(arrival.job().state()).isEqualTo(State.REJECTED);
    assertThat(arrival.job().failure().code()).isEqualTo(ErrorCode.INVALID_JOB);
    assertThat(arrival.request()).isNull();
    assertThat(mistakes(arrival))
        .containsExactlyInAnyOrder(
            new Mistake("promt", "is not a field of a job; did you mean prompt?"),
            new Mistake("duration", "must be 6 or 10, a number of seconds"),
            new Mistake(
                "resolution",
                "must be 768P or 1080P; the provider makes no other, such as 512P, with a last frame"),
            new Mistake("max_attempts", "must be a whole number from 1 to 10"),
            new Mistake("last_frame_image", "is required"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "model            | 'MiniMax-Hailuo-2.3'",
        "model            | 7",
        "prompt           | ['a']",
        "first_frame_image| 'first.png'",
        "first_frame_image| ''",
        "first_frame_image| {}",
        "prompt_optimizer | 'true'",
        "prompt_optimizer | 1",
        "duration         | 7",
        "duration         | 6.5",
        "duration         | 1e99",
        "duration         | 99999999999999999999999",
        "resolution       | '768p'",
        "id               | 'a b'",
        "id               | ''",
        "id               | 7",
        "id               | '1795809305442-0'",
        "id               | '0-0'",
        "priority         | 'urgent'",
        "not_before       | 'tomorrow'",
        "not_before       | '2026-11-22T12:00:00'",
        "not_before       | '2026-02-30T12:00:00Z'",
        "not_before       | 1700000000",
        "expires_at       | '2026-11-22T12:00:00+99:00'",
        "max_attempts     | 0",
        "max_attempts     | true",
        "metadata         | []",
        "callback_url     | 'https://example.com/'",
      })
  void admission_names_field_with_invalid_value(String field, String value) {
    NewJob arrival = examine("{\"" + field + "\":" + value.replace('\'', '"') + "," + LAST + "}");
    assertThat(mistakes(arrival)).extracting(Mistake::field).containsExactly(field);
  }

  @ParameterizedTest
  @CsvSource({"6,768P,true", "10,768P,true", "6,1080P,true", "10,1080P,false", "6.0,768P,true"})
  void admission_refuses_unsupported_duration_and_resolution(
      String duration, String resolution, boolean allowed) {
    String job = "{\"duration\":%s,\"resolution\":\"%s\",%s}".formatted(duration, resolution, LAST);
    assertThat(mistakes(examine(job)))
        .extracting(Mistake::field)
        .isEqualTo(allowed ? List.of() : List.of("duration"));
  }

  @Test
  void prompt_length_is_counted_in_code_points() {
    assertThat(mistakes(prompt("🎬".repeat(2000)))).isEmpty();
    assertThat(mistakes(prompt("🎬".repeat(2001))))
        .extracting(Mistake::field)
        .containsExactly("prompt");
  }

  @Test
  void admission_accepts_job_that_has_expired_already() {
    NewJob arrival = examine("{\"expires_at\":\"2020-01-01T00:00:00Z\"," + LAST + "}");
    assertThat(arrival.job().state()).isEqualTo(State.QUEUED);
    assertThat(arrival.job().isDue(NOW)).isTrue();
  }

  @Test
  void admission_refuses_expiry_not_after_not_before() {
    String time = "2026-11-22T12:00:00Z";
    NewJob arrival =
        examine("{\"not_before\":\"%s\",\"expires_at\":\"%s\",%s}".formatted(time, time, LAST));
    assertThat(mistakes(arrival))
        .containsExactly(new Mistake("expires_at", "must be after not_before"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"text\"",
        "7",
        "secret",
        "{\"id\":\"a\",\"prompt\":\"secret",
        "{\"id\":\"a\"} secret",
        "{\"id\":\"a\",secret}",
        "{'id':'a'}"
      })
  void text_that_is_no_job_is_rejected_under_id_of_entry(String text) {
    NewJob arrival = examine(text);
    assertThat(arrival.job().id().text()).isEqualTo(ENTRY);
    assertThat(mistakes(arrival)).extracting(Mistake::field).containsExactly("job");
    assertThat(arrival.job().failure().toString()).doesNotContain("secret");
  }

  @Test
  void entry_without_job_field_is_rejected() {
    assertThat(mistakes(examine(new Content.Missing(), 1)))
        .containsExactly(new Mistake("job", "is missing: the entry has no field of that name"));
  }

  @Test
  void job_with_duplicate_field_is_rejected() {
    NewJob arrival = examine("{\"id\":\"a\",\"id\":\"b\"," + LAST + "}");
    assertThat(mistakes(arrival)).containsExactly(new Mistake("id", "is given twice"));
    assertThat(arrival.job().id().text()).isEqualTo(ENTRY);
  }

  @Test
  void rejected_job_keeps_its_own_id_and_metadata() {
    NewJob arrival =
        examine("{\"id\":\"mine\",\"metadata\":{\"a\":1},\"duration\":7," + LAST + "}");
    assertThat(arrival.job().id().text()).isEqualTo("mine");
    assertThat(arrival.metadata()).isEqualTo("{\"a\":1}");
  }

  @Test
  void metadata_size_is_measured_as_compact_json() {
    String most = "{\"a\":\"" + "é".repeat(2044) + "\"}";
    assertThat(mistakes(metadata(most.replace(":", " : ")))).isEmpty();
    assertThat(mistakes(metadata(most.replace("\"}", "x\"}"))))
        .containsExactly(
            new Mistake("metadata", "must be at most 4096 bytes of JSON; it has 4097"));
  }

  @Test
  void job_with_frame_of_many_megabytes_is_admitted() throws Exception {
    byte[] image = Arrays.copyOf(SampleImages.blank("png", 400, 400), 19_000_000);
    String frame = SampleImages.dataUrl("image/png", image);
    NewJob arrival = examine("{\"last_frame_image\":\"" + frame + "\"}");
    assertThat(mistakes(arrival)).isEmpty();
    assertThat(arrival.request().lastFrame()).isEqualTo(frame);
  }

  @Test
  void job_above_maximum_length_is_rejected() {
    assertThat(mistakes(examine("{\"prompt\":\"" + "a".repeat(60_000_000) + "\"}")))
        .containsExactly(new Mistake("job", "must be at most 60 MB; it has 61 MB"));
    assertThat(mistakes(examine(new Content.TooLong(200_000_000), 1)))
        .containsExactly(new Mistake("job", "must be at most 60 MB; it has 200 MB"));
  }

  @Test
  void field_nested_too_deeply_is_named() {
    assertThat(mistakes(metadata("[".repeat(65) + "]".repeat(65))))
        .singleElement()
        .satisfies(mistake -> assertThat(mistake.field()).isEqualTo("metadata"))
        .satisfies(
            mistake -> assertThat(mistake.message()).startsWith("must not be nested deeper"));
  }

  @Test
  void entry_id_beyond_long_is_enqueued_now() {
    NewJob late =
        admission.examine(
            Entry.of("18446744073709551615-1", ("{" + LAST + "}").getBytes(UTF_8)), NOW);
    assertThat(late.job().enqueuedAt()).isEqualTo(NOW);
  }

  private NewJob examine(String job) {
    return examine(job.getBytes(UTF_8));
  }

  private NewJob examine(byte[] job) {
    return admission.examine(Entry.of(ENTRY, job), NOW);
  }

  private NewJob examine(Content content, long starts) {
    return admission.examine(new Entry(ENTRY, content, starts), NOW);
  }

  private NewJob prompt(String prompt) {
    return examine("{\"prompt\":\"" + prompt + "\"," + LAST + "}");
  }

  private NewJob metadata(String metadata) {
    return examine("{\"metadata\":" + metadata + "," + LAST + "}");
  }

  private static List<Mistake> mistakes(NewJob arrival) {
    return arrival.job().failure() == null ? List.of() : arrival.job().failure().mistakes();
  }
}
