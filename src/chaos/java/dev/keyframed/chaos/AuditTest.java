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
  void audit_is_clean_when_the_charged_video_was_delivered() {
    Audit audit = Audit.of(JOB, List.of(charged("1", 2)), List.of(succeeded("1")));
    assertThat(audit.isClean()).isTrue();
    assertThat(audit.line())
        .isEqualTo(
            "charged twice 0, charged and not delivered 0, without a result 0, with two 0"
                + " (unknowable 0)");
  }

  @Test
  void audit_is_clean_when_an_uncharged_task_failed() {
    Audit audit = Audit.of(JOB, List.of(uncharged("1")), List.of(failed("generation_failed")));
    assertThat(audit.isClean()).isTrue();
  }

  @Test
  void audit_finds_a_second_charged_task() {
    Audit audit = Audit.of(JOB, List.of(charged("1", 2), charged("2", 2)), List.of(succeeded("1")));
    assertThat(audit.chargedTwice()).containsExactly("a");
    assertThat(audit.isClean()).isFalse();
  }

  @Test
  void audit_finds_a_charged_task_that_was_known_and_not_delivered() {
    Audit audit = Audit.of(JOB, List.of(charged("1", 1)), List.of(failed("submission_uncertain")));
    assertThat(audit.notDelivered()).containsExactly("a");
    assertThat(audit.isClean()).isFalse();
    assertThat(audit.line()).contains("not delivered 1 [a]");
  }

  @Test
  void audit_lists_charged_tasks_of_unknowable_id_separately() {
    Audit audit = Audit.of(JOB, List.of(charged("1", 0)), List.of(failed("submission_uncertain")));
    assertThat(audit.notDelivered()).isEmpty();
    assertThat(audit.unknowable()).containsExactly("a");
    assertThat(audit.isClean()).isTrue();
  }

  @Test
  void audit_finds_a_charged_task_whose_job_claims_there_was_none() {
    Audit audit = Audit.of(JOB, List.of(charged("1", 0)), List.of(failed("invalid_parameters")));
    assertThat(audit.notDelivered()).containsExactly("a");
  }

  @Test
  void audit_does_not_accept_the_video_of_another_task() {
    Audit audit = Audit.of(JOB, List.of(charged("1", 2)), List.of(succeeded("2")));
    assertThat(audit.notDelivered()).containsExactly("a");
  }

  @Test
  void audit_finds_a_job_without_a_result() {
    Audit audit = Audit.of(JOB, List.of(), List.of());
    assertThat(audit.withoutResult()).containsExactly("a");
    assertThat(audit.isClean()).isFalse();
  }

  @Test
  void audit_finds_a_job_with_two_results() {
    Audit audit = Audit.of(JOB, List.of(charged("1", 2)), List.of(succeeded("1"), succeeded("1")));
    assertThat(audit.withTwo()).containsExactly("a");
    assertThat(audit.isClean()).isFalse();
  }

  @Test
  void audit_accepts_a_late_success_after_a_failure_only() {
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
