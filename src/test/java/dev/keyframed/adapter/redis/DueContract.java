package dev.keyframed.adapter.redis;

import static dev.keyframed.adapter.redis.StoredJobFixture.changed;
import static dev.keyframed.adapter.redis.StoredJobFixture.now;
import static dev.keyframed.adapter.redis.StoredJobFixture.queued;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Job;
import dev.keyframed.job.Job.TaskIdSource;
import dev.keyframed.job.State;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.JobStore.DueQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Specifies the desks of due jobs, for every {@link JobStore}. */
abstract class DueContract extends StoreContract {
  @Test
  void due_job_is_taken_once_until_its_lease_ends() throws Exception {
    Instant then = now();
    for (int at = 0; at < 3; at++) {
      Job job = admitted(queued("job" + at));
      Instant due = then.minusSeconds(10 - at);
      change(job, changed(named(job, "t" + at, TaskIdSource.ANSWER), draft -> draft.due = due));
    }
    Job later = admitted(queued("later"));
    change(later, named(later, "t9", TaskIdSource.ANSWER));
    Duration lease = Duration.ofSeconds(100);
    assertThat(ids(get(store().due(DueQueue.SCANNER, 2, lease)))).containsExactly("job0", "job1");
    assertThat(ids(get(store().due(DueQueue.SCANNER, 9, Duration.ofMillis(-1)))))
        .containsExactly("job2");
    // That lease has already ended.
    assertThat(ids(get(store().due(DueQueue.SCANNER, 9, lease)))).containsExactly("job2");
    assertThat(get(store().due(DueQueue.SCANNER, 9, lease))).isEmpty();
    assertThat(get(store().due(DueQueue.DOWNLOADS, 9, lease))).isEmpty();
  }

  @Test
  void jobs_reported_as_ended_are_taken_first_and_leave_a_share_to_overdue_jobs() throws Exception {
    for (int at = 0; at < 8; at++) {
      dueAt("late" + at, now().minusSeconds(100));
      dueAt("told" + at, Job.AT_ONCE);
    }
    List<String> ids = ids(get(store().due(DueQueue.SCANNER, 8, Duration.ofSeconds(100))));
    assertThat(ids.subList(0, 6)).allMatch(id -> id.startsWith("told"));
    assertThat(ids.subList(6, 8)).allMatch(id -> id.startsWith("late"));
    assertThat(get(store().census(StoredJobFixture.LONG)).mostOverdue())
        .isBetween(Duration.ofSeconds(99), Duration.ofSeconds(200));
    assertThat(get(store().due(DueQueue.SCANNER, 20, Duration.ofSeconds(100)))).hasSize(8);
  }

  private void dueAt(String id, Instant moment) throws Exception {
    Job job = admitted(queued(id));
    change(job, changed(named(job, id, TaskIdSource.ANSWER), draft -> draft.due = moment));
  }

  @Test
  void downloading_job_is_due_in_the_download_queue_only() throws Exception {
    Job job = admitted(queued("a"));
    Job fetching =
        stored(
            job,
            changed(
                named(job, "t", TaskIdSource.ANSWER),
                draft -> {
                  draft.state = State.DOWNLOADING;
                  draft.due = now().minusSeconds(1);
                }));
    assertThat(get(store().due(DueQueue.SCANNER, 9, Duration.ofSeconds(9)))).isEmpty();
    assertThat(get(store().due(DueQueue.DOWNLOADS, 9, Duration.ofSeconds(9))))
        .containsExactly(fetching);
  }

  private static List<String> ids(List<Job> jobs) {
    return jobs.stream().map(job -> job.id().text()).toList();
  }
}
