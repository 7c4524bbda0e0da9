package dev.keyframed.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that each written name is read back, and no other text. */
class NamesTest {
  @Test
  void attempt_is_parsed_and_invalid_parts_are_refused() {
    assertThat(Attempt.parse("3-k2m9x0qa")).hasValue(new Attempt(3, "k2m9x0qa"));
    assertThatThrownBy(() -> new Attempt(0, "a")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Attempt(1, "A")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", "1", "1-", "0-a", "01-a", "-1-a", "1-a/b", "9999999999-a", "1-A"})
  void attempt_is_not_parsed_from_invalid_text(String text) {
    assertThat(Attempt.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "1700000000000-0", "A_b-9"})
  void job_id_is_accepted_when_valid(String text) {
    assertThat(new JobId(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "a:b", "é", "a\n"})
  void job_id_is_refused_when_not_valid(String text) {
    assertThat(JobId.isValid(text)).isFalse();
    assertThatThrownBy(() -> new JobId(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource
  void state_is_read_back_from_its_label(State state) {
    assertThat(State.of(state.label())).isEqualTo(state);
    assertThat(state.next()).doesNotContain(state);
  }

  @ParameterizedTest
  @EnumSource
  void error_code_is_read_back_from_its_label(ErrorCode code) {
    assertThat(ErrorCode.of(code.label())).isEqualTo(code);
  }

  @Test
  void requests_and_failures_show_no_content() {
    GenerationRequest request =
        new GenerationRequest("m", "secret", "secret", "secret", true, 6, "768P");
    assertThat(request.toString()).doesNotContain("secret");
    Failure failure =
        Failure.invalid(
            List.of(new Failure.Mistake("prompt", "is long"), new Failure.Mistake("id", "is odd")));
    assertThat(failure.message()).isEqualTo("prompt: is long (and 1 more)");
  }
}
