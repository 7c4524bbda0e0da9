package dev.keyframed.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.sandbox.Ledger.LedgerEntry;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AuditTest {
  private static final Set<String> JOB = Set.of("a");

  @Test
  void a_charged_task_whose_video_was_delivered_is_clean() {
    Audit audit = Audit.of(JOB, List.of(charged("1", 2)), List.of(succeeded("1")));
    assertThat(audit.isClean()).isTrue();
    assertThat(audit.line())
        .isEqualTo(
            "charged twice 0, charged and not delivered 0, without a result 0, with two 0"
                + " (unknowable 0)");
  }

  @Test
  void a_failed_task_costs_nothing_and_need_not_be_delivered() {
    Audit audit = Audit.of(JOB, List.of(uncharged("1")), List.of(failed("generation_failed")));
    assertThat(audit.isClean()).isTrue();
  }

  @Test
  void a_second_charged_task_is_found() {
    Audit audit = Audit.of(JOB, List.of(charged("1", 2), charged("2", 2)), List.of(succeeded("1")));
    assertThat(audit.chargedTwice()).containsExactly("a");
    assertThat(audit.isClean()).isFalse();
  }

  @Test
  void a_task_that_was_heard_of_must_be_delivered() {
    Audit audit = Audit.of(JOB, List.of(charged("1", 1)), List.of(failed("submission_uncertain")));
    assertThat(audit.notDelivered()).containsExactly("a");
    assertThat(audit.isClean()).isFalse();
    assertThat(audit.line()).contains("not delivered 1 [a]");
  }

  @Test
  void a_task_that_nobody_was_told_of_is_shown_apart() {
    Audit audit = Audit.of(JOB, List.of(charged("1", 0)), List.of(failed("submission_uncertain")));
    assertThat(audit.notDelivered()).isEmpty();
    assertThat(audit.unknowable()).containsExactly("a");
    assertThat(audit.isClean()).isTrue();
  }

  @Test
  void a_job_that_says_there_was_no_task_is_no_excuse() {
    Audit audit = Audit.of(JOB, List.of(charged("1", 0)), List.of(failed("invalid_parameters")));
    assertThat(audit.notDelivered()).containsExactly("a");
  }

  @Test
  void the_video_of_another_task_is_none() {
    Audit audit = Audit.of(JOB, List.of(charged("1", 2)), List.of(succeeded("2")));
    assertThat(audit.notDelivered()).containsExactly("a");
  }

  @Test
  void a_job_without_a_result_is_found() {
    Audit audit = Audit.of(JOB, List.of(), List.of());
    assertThat(audit.withoutResult()).containsExactly("a");
    assertThat(audit.isClean()).isFalse();
  }

  @Test
  void a_job_that_ends_twice_is_found() {
    Audit audit = Audit.of(JOB, List.of(charged("1", 2)), List.of(succeeded("1"), succeeded("1")));
    assertThat(audit.withTwo()).containsExactly("a");
    assertThat(audit.isClean()).isFalse();
  }

  @Test
  void only_a_late_success_may_follow_a_failure() {
    Audit revived =
        Audit.of(
            JOB, List.of(charged("1", 2)), List.of(failed("submission_uncertain"), succeeded("1")));
    assertThat(revived.isClean()).isTrue();
    Audit back =
        Audit.of(
            JOB, List.of(charged("1", 2)), List.of(succeeded("1"), failed("submission_uncertain")));
    assertThat(back.withTwo()).containsExactly("a");
  }

  private static LedgerEntry charged(String task, int heard) {
    BigDecimal price = new BigDecimal("0.28");
    return new LedgerEntry(task, 1, "a", "1-x", Instant.EPOCH, "success", price, price, heard);
  }

  private static LedgerEntry uncharged(String task) {
    BigDecimal price = new BigDecimal("0.28");
    return new LedgerEntry(task, 1, "a", "1-x", Instant.EPOCH, "fail", price, BigDecimal.ZERO, 1);
  }

  private static JsonObject succeeded(String task) {
    return new JsonObject()
        .put("job_id", "a")
        .put("state", "succeeded")
        .put("task_id", task)
        .put("video", new JsonObject());
  }

  private static JsonObject failed(String code) {
    return new JsonObject()
        .put("job_id", "a")
        .put("state", "failed")
        .put("error", new JsonObject().put("code", code));
  }
}
