package dev.keyframed.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Failure;
import dev.keyframed.job.Failure.Mistake;
import dev.keyframed.job.Job;
import dev.keyframed.job.Job.Via;
import dev.keyframed.job.Priority;
import dev.keyframed.job.State;
import dev.keyframed.job.Video;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultJsonTest {
  private static final Instant THEN = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void result_of_a_success_has_all_documented_fields() {
    Job job =
        StoredJobFixture.changed(
            StoredJobFixture.queued("a", Priority.NORMAL, THEN),
            draft -> {
              draft.state = State.SUCCEEDED;
              draft.claims = 2;
              draft.spent = 280_000;
              draft.taskId = "427144058097923";
              draft.fileId = "176844028768320";
              draft.completedBy = Via.CALLBACK;
              draft.submittedAt = THEN.plusSeconds(1);
              draft.generatedAt = THEN.plusSeconds(2);
              draft.finishedAt = THEN.plusMillis(2500);
              draft.video = new Video("/v/a.mp4", 1000, "ff00", 1366, 768);
            });
    assertThat(ResultJson.of(job))
        .isEqualTo(
            """
            {"job_id":"a","state":"succeeded","task_id":"427144058097923",\
            "file_id":"176844028768320",\
            "video":{"path":"/v/a.mp4","bytes":1000,"sha256":"ff00","width":1366,"height":768},\
            "attempts":2,"cost_usd":0.28,"completed_by":"callback",\
            "enqueued_at":"2026-03-01T12:00:00Z","submitted_at":"2026-03-01T12:00:01Z",\
            "generated_at":"2026-03-01T12:00:02Z","finished_at":"2026-03-01T12:00:02.500Z"}""");
  }

  @Test
  void result_of_a_rejected_job_lists_each_mistake_and_omits_inapplicable_fields() {
    Failure why =
        Failure.invalid(
            List.of(new Mistake("duration", "6 or 10"), new Mistake("job", "unknown field x")));
    Job job =
        StoredJobFixture.changed(
            StoredJobFixture.queued("a", Priority.NORMAL, THEN),
            draft -> {
              draft.state = State.REJECTED;
              draft.failure = why;
              draft.finishedAt = THEN;
            });
    assertThat(ResultJson.of(job))
        .isEqualTo(
            """
            {"job_id":"a","state":"rejected","error":{"code":"invalid_job",\
            "message":"duration: 6 or 10 (and 1 more)","errors":[\
            {"field":"duration","message":"6 or 10"},{"field":"job","message":"unknown field x"}]},\
            "attempts":0,"cost_usd":0.00,\
            "enqueued_at":"2026-03-01T12:00:00Z","finished_at":"2026-03-01T12:00:00Z"}""");
  }

  @Test
  void result_marks_an_unchecked_video_and_reads_the_mark_back() {
    Video odd = new Video("/v/a.mp4", 1000, "ff00", 0, 0, false);
    String result =
        ResultJson.of(
            StoredJobFixture.changed(StoredJobFixture.queued("a"), draft -> draft.video = odd));

    assertThat(result)
        .contains(
            "\"video\":{\"path\":\"/v/a.mp4\",\"bytes\":1000,\"sha256\":\"ff00\",\"checked\":false}");
    assertThat(ResultJson.video(result)).isEqualTo(odd);
  }

  @Test
  void result_shows_exact_cost() {
    assertThat(cost(10_000_000)).contains("\"cost_usd\":10.00,");
    assertThat(cost(1)).contains("\"cost_usd\":0.000001,");
    assertThat(cost(840_000)).contains("\"cost_usd\":0.84,");
  }

  private static String cost(long micros) {
    return ResultJson.of(
        StoredJobFixture.changed(StoredJobFixture.queued("a"), draft -> draft.spent = micros));
  }
}
