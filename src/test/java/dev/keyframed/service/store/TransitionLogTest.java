package dev.keyframed.service.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Attempt;
import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.Failure;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobBuilder;
import dev.keyframed.job.JobId;
import dev.keyframed.job.JobSpec;
import dev.keyframed.job.Priority;
import dev.keyframed.job.State;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransitionLogTest {
  @Test
  void transition_is_logged_as_one_line_with_a_field_for_each_fact() {
    try (CapturedLog log = new CapturedLog("dev.keyframed.job")) {
      Job before = job(State.GENERATING, "77", null, 280_000);
      TransitionLog.moved(before, job(State.FAILED, "77", ErrorCode.DOWNLOAD_FAILED, 280_000));

      assertThat(log.lines())
          .containsExactly(
              "WARN job a: generating -> failed attempt 2 task 77: download_failed: why");
      assertThat(log.fields())
          .isEqualTo(
              Map.of(
                  "job",
                  "a",
                  "from",
                  "generating",
                  "to",
                  "failed",
                  "attempt",
                  "2",
                  "task",
                  "77",
                  "code",
                  "download_failed"));
    }
  }

  @Test
  void rejected_job_is_logged_with_fields() {
    try (CapturedLog log = new CapturedLog("dev.keyframed.job")) {
      TransitionLog.admitted(job(State.REJECTED, null, ErrorCode.INVALID_JOB, 0));

      assertThat(log.lines()).containsExactly("INFO job a: rejected: why");
      assertThat(log.fields())
          .isEqualTo(Map.of("job", "a", "to", "rejected", "code", "invalid_job"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "failed,CONTENT_REFUSED,0,INFO",
    "failed,EXPIRED,0,INFO",
    "failed,INVALID_PARAMETERS,0,INFO",
    "failed,GENERATION_FAILED,0,INFO",
    "failed,GENERATION_FAILED,280000,WARN",
    "failed,EXPIRED,280000,WARN",
    "failed,SUBMISSION_UNCERTAIN,0,WARN",
    "failed,GENERATION_TIMED_OUT,0,WARN",
    "failed,DOWNLOAD_FAILED,0,WARN",
    "uncertain,,0,WARN",
    "queued,,0,INFO",
    "generating,,0,INFO",
    "succeeded,,280000,INFO",
    "cancelled,,0,INFO",
    "cancelled,,280000,WARN"
  })
  void transition_that_may_have_lost_money_is_a_warning(
      String state, ErrorCode code, long spent, String level) {
    Job before = job(State.SUBMITTING, null, null, 0);

    assertThat(TransitionLog.level(before, job(State.of(state), null, code, spent)))
        .hasToString(level);
  }

  @Test
  void transition_that_gives_up_a_task_is_a_warning() {
    Job before = job(State.GENERATING, "77", null, 0);

    assertThat(TransitionLog.level(before, job(State.CANCELLED, null, null, 0)))
        .hasToString("WARN");
  }

  private static Job job(State state, String task, ErrorCode code, long spent) {
    JobSpec terms =
        new JobSpec("MiniMax-Hailuo-02", "768P", 6, 280_000, Priority.NORMAL, null, null, 3);
    JobBuilder draft = new JobBuilder(new JobId("a"), terms, Instant.EPOCH);
    draft.state = state;
    draft.attempt = state == State.REJECTED ? null : new Attempt(2, "abc");
    draft.taskId = task;
    draft.failure = code == null ? null : Failure.of(code, "why");
    draft.spent = spent;
    return draft.done();
  }
}
