package dev.keyframed.service.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Job;
import dev.keyframed.job.JobBuilder;
import dev.keyframed.job.JobId;
import dev.keyframed.job.JobSpec;
import dev.keyframed.job.Priority;
import dev.keyframed.job.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GenerationTimesTest {
  private static final Instant SUBMITTED = Instant.parse("2026-11-22T10:00:00Z");

  private final GenerationTimes times = new GenerationTimes();

  @Test
  void generation_time_is_unknown_after_a_few_tasks() {
    learn(terms("768P"), 100, 4);

    assertThat(times.of(terms("768P"))).isEmpty();
  }

  @Test
  void generation_time_is_little_more_than_the_common_duration_of_tasks() {
    learn(terms("768P"), 100, 50);

    assertThat(times.of(terms("768P")).orElseThrow())
        .isBetween(Duration.ofSeconds(100), Duration.ofSeconds(102));
  }

  @Test
  void generation_time_is_learnt_for_each_kind_of_video() {
    learn(terms("768P"), 100, 50);
    learn(terms("1080P"), 400, 50);

    assertThat(times.of(terms("1080P")).orElseThrow()).isGreaterThan(Duration.ofSeconds(399));
    assertThat(times.of(terms("768P")).orElseThrow()).isLessThan(Duration.ofSeconds(103));
  }

  @Test
  void generation_time_shrinks_when_the_service_becomes_faster() {
    learn(terms("768P"), 400, 50);
    learn(terms("768P"), 100, 50);

    assertThat(times.of(terms("768P")).orElseThrow()).isLessThan(Duration.ofSeconds(110));
  }

  @Test
  void generation_time_shrinks_when_each_first_query_finds_the_task_ended() {
    learn(terms("768P"), 400, 50);
    Duration before = times.of(terms("768P")).orElseThrow();
    for (int i = 0; i < 20; i++) {
      ended(terms("768P"), before, Job.Via.POLL);
    }

    assertThat(times.of(terms("768P")).orElseThrow()).isLessThan(before);
  }

  private void learn(JobSpec terms, int seconds, int tasks) {
    for (int i = 0; i < tasks; i++) {
      ended(terms, Duration.ofSeconds(seconds), Job.Via.CALLBACK);
    }
  }

  private void ended(JobSpec terms, Duration took, Job.Via via) {
    JobBuilder draft = new JobBuilder(new JobId("a"), terms, SUBMITTED);
    draft.state = State.GENERATING;
    draft.submittedAt = SUBMITTED;
    Job before = draft.done();
    draft.state = State.DOWNLOADING;
    draft.generatedAt = SUBMITTED.plus(took);
    draft.completedBy = via;
    times.learn(before, draft.done());
  }

  private static JobSpec terms(String resolution) {
    return new JobSpec("MiniMax-Hailuo-02", resolution, 6, 280_000, Priority.NORMAL, null, null, 3);
  }
}
