package dev.keyframed.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the faults of pushes; a job's first push is {@code processing}, the second its end. */
class PushFaultsTest {
  @ParameterizedTest
  @CsvSource({
    "push_never, success",
    "push_late, success processing",
    "push_twice, processing processing success",
    "push_out_of_order, success processing",
    "push_other_case, Processing success",
    "push_extra_fields, processing success",
    "push_foreign_task, success processing success"
  })
  void push_faults_change_order_number_or_words_of_pushes(String fault, String expected)
      throws Exception {
    try (SandboxFixture fixture = SandboxFixture.playing("job:job-1=" + fault)) {
      fixture.submit("job-1");
      List<String> words = new ArrayList<>();
      for (String ignored : expected.split(" ", -1)) {
        words.add(new JsonObject(fixture.push()).getString("status"));
      }
      assertThat(String.join(" ", words)).isEqualTo(expected);
    }
  }

  @Test
  void foreign_push_names_the_task_of_another_job() throws Exception {
    try (SandboxFixture fixture = SandboxFixture.playing("job:job-2=push_foreign_task")) {
      fixture.submit("job-1");
      JsonObject other = fixture.ended();
      String own = fixture.create(fixture.order("job-2")).getString("task_id");
      JsonObject foreign = new JsonObject(fixture.push());
      assertThat(foreign.getString("task_id"))
          .isEqualTo(other.getString("task_id"))
          .isNotEqualTo(own);
      assertThat(foreign.getString("status")).isEqualTo("success");
    }
  }

  @Test
  void push_body_is_malformed_by_fault() throws Exception {
    try (SandboxFixture fixture = SandboxFixture.playing("job:job-1=push_malformed")) {
      fixture.submit("job-1");
      String broken = fixture.push();
      Assertions.assertThatThrownBy(() -> new JsonObject(broken))
          .isInstanceOf(DecodeException.class);
    }
  }

  @Test
  void push_ids_are_numbers_by_fault() throws Exception {
    try (SandboxFixture fixture = SandboxFixture.playing("job:job-1=push_numeric_ids*2")) {
      fixture.submit("job-1");
      assertThat(new JsonObject(fixture.push()).getValue("task_id")).isInstanceOf(Long.class);
      assertThat(new JsonObject(fixture.push()).getValue("file_id")).isInstanceOf(Long.class);
    }
  }
}
