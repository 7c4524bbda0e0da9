package dev.keyframed.adapter.redis;

import static dev.keyframed.adapter.redis.StoredJobFixture.PLENTY;
import static dev.keyframed.adapter.redis.StoredJobFixture.arrival;
import static dev.keyframed.adapter.redis.StoredJobFixture.changed;
import static dev.keyframed.adapter.redis.StoredJobFixture.claimed;
import static dev.keyframed.adapter.redis.StoredJobFixture.now;
import static dev.keyframed.adapter.redis.StoredJobFixture.queued;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Job;
import dev.keyframed.job.Job.TaskIdSource;
import dev.keyframed.job.JobId;
import dev.keyframed.job.Priority;
import dev.keyframed.job.State;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.JobStore.AdmitResult;
import dev.keyframed.port.JobStore.DueQueue;
import dev.keyframed.port.JobStore.StoreResult;
import dev.keyframed.port.NamespaceStats;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Specifies the behaviour of every {@link JobStore}. {@link ClaimContract} has its limits, and
 * {@link DueContract} its desks.
 */
abstract class JobStoreContract extends StoreContract {
  @Test
  void admitted_job_is_found_unchanged() throws Exception {
    Job job = admitted(queued("a"));
    assertThat(get(store().find(job.id()))).contains(job);
    assertThat(get(store().request(job.id()))).contains(StoredJobFixture.REQUEST);
    assertThat(get(store().find(new JobId("b")))).isEmpty();
    assertThat(get(store().request(new JobId("b")))).isEmpty();
  }

  @Test
  void second_admission_of_an_id_is_recognised_as_a_repeat() throws Exception {
    Job first = admitted(queued("a"));
    Job second = queued("a", Priority.HIGH, now().plusSeconds(5));
    assertThat(get(store().admit(arrival(second)))).isEqualTo(new AdmitResult.Known());
    assertThat(get(store().find(first.id()))).contains(first);
    assertThat(get(store().census(StoredJobFixture.LONG)).jobs()).containsEntry(State.QUEUED, 1L);
  }

  @Test
  void second_change_from_one_version_is_refused_with_the_stored_job() throws Exception {
    Job job = admitted(queued("a"));
    Future<StoreResult> one = store().swap(job, changed(job, draft -> draft.retries = 1), false);
    Future<StoreResult> two = store().swap(job, changed(job, draft -> draft.retries = 2), true);
    List<StoreResult> swaps = List.of(get(one), get(two));
    StoreResult.Stored winner =
        swaps.stream()
            .filter(StoreResult.Stored.class::isInstance)
            .map(StoreResult.Stored.class::cast)
            .toList()
            .get(0);
    assertThat(winner.job().version()).isGreaterThan(job.version());
    assertThat(swaps).containsOnlyOnce(winner, new StoreResult.Stale(winner.job()));
    assertThat(get(store().find(job.id()))).contains(winner.job());
  }

  @Test
  void next_query_of_a_task_is_moved_unless_the_job_has_changed() throws Exception {
    Job job = admitted(queued("a"));
    Job working = stored(job, named(job, "t", TaskIdSource.ANSWER));
    Job looked =
        changed(
            working,
            draft -> {
              draft.due = now().minusSeconds(1);
              draft.retries = 1;
              draft.endReported = true;
            });
    Job stored = stored(working, looked);
    assertThat(get(store().swap(working, looked, false))).isEqualTo(new StoreResult.Stale(stored));
    assertThat(get(store().find(job.id()))).contains(stored);
    assertThat(get(store().due(DueQueue.SCANNER, 5, Duration.ofSeconds(9))))
        .containsExactly(stored);
    Job unknown = changed(named(queued("b"), "u", TaskIdSource.ANSWER), draft -> draft.retries = 1);
    assertThat(get(store().swap(unknown, unknown, false))).isEqualTo(new StoreResult.Gone());
  }

  @Test
  void change_of_a_missing_job_is_answered_as_gone() throws Exception {
    Job job = queued("a");
    assertThat(get(store().swap(job, failed(job), false))).isEqualTo(new StoreResult.Gone());
    assertThat(get(store().claim(job, claimed(job), PLENTY))).isEqualTo(new StoreResult.Gone());
  }

  @Test
  void next_ready_job_is_the_oldest_of_the_highest_priority() throws Exception {
    Instant then = now();
    assertThat(get(store().head()).job()).isEmpty();
    admit(queued("low", Priority.LOW, then.minusSeconds(90)));
    admit(queued("younger", Priority.NORMAL, then));
    Job older = admitted(queued("older", Priority.NORMAL, then.minusSeconds(1)));
    assertThat(get(store().head()).job()).contains(older);
    Job high = admitted(queued("high", Priority.HIGH, then.plusSeconds(1)));
    assertThat(get(store().head()).job()).contains(high);
    Job taken = ((StoreResult.Stored) get(store().claim(high, claimed(high), PLENTY))).job();
    assertThat(taken.state()).isEqualTo(State.SUBMITTING);
    assertThat(get(store().head()).job()).contains(older);
    assertThat(get(store().head()).redisReplId())
        .isEqualTo(get(store().head()).redisReplId())
        .isNotEmpty();
  }

  @Test
  void task_named_by_a_push_is_not_taken_from_another_job() throws Exception {
    Job owner = admitted(queued("owner"));
    change(owner, named(owner, "t1", TaskIdSource.ANSWER));
    Job other = admitted(queued("other"));
    StoreResult refused = get(store().swap(other, named(other, "t1", TaskIdSource.PUSH), false));
    assertThat(refused).isEqualTo(new StoreResult.Taken(owner.id()));
    assertThat(get(store().find(other.id()))).contains(other);
  }

  @Test
  void task_named_by_the_creation_answer_is_taken_over_and_the_hinted_job_cannot_download_it()
      throws Exception {
    Job hinted = admitted(queued("hinted"));
    Job mistaken = stored(hinted, named(hinted, "t1", TaskIdSource.PUSH));
    Job owner = admitted(queued("owner"));
    change(owner, named(owner, "t1", TaskIdSource.ANSWER));
    Job fetching = changed(mistaken, draft -> draft.state = State.DOWNLOADING);
    assertThat(get(store().swap(mistaken, fetching, false)))
        .isEqualTo(new StoreResult.Taken(owner.id()));
    // Releasing the task does not change the owner's binding.
    change(mistaken, changed(mistaken, draft -> draft.taskId = null));
    Job third = admitted(queued("third"));
    assertThat(get(store().swap(third, named(third, "t1", TaskIdSource.PUSH), false)))
        .isEqualTo(new StoreResult.Taken(owner.id()));
  }

  @Test
  void hint_confirmed_by_a_query_does_not_take_the_task_from_another_job() throws Exception {
    Job hinted = admitted(queued("hinted"));
    Job mistaken = stored(hinted, named(hinted, "t1", TaskIdSource.PUSH));
    Job owner = admitted(queued("owner"));
    change(owner, named(owner, "t1", TaskIdSource.ANSWER));
    assertThat(get(store().swap(mistaken, named(mistaken, "t1", TaskIdSource.QUERY), false)))
        .isEqualTo(new StoreResult.Taken(owner.id()));
  }

  @Test
  void failure_of_a_hinted_task_is_refused_when_another_job_owned_it() throws Exception {
    Job hinted = admitted(queued("hinted"));
    Job mistaken =
        stored(hinted, changed(named(hinted, "t1", TaskIdSource.PUSH), d -> d.reserved = 7));
    Job failing = changed(mistaken, StoreContract::taskFailed);
    Job first = admitted(queued("owner"));
    Job owner = stored(first, named(first, "t1", TaskIdSource.ANSWER));
    assertThat(get(store().swap(mistaken, failing, false)))
        .isEqualTo(new StoreResult.Taken(owner.id()));
    change(owner, changed(owner, StoreContract::taskFailed));
    assertThat(get(store().swap(mistaken, failing, false))).isEqualTo(new StoreResult.Taken(null));
    assertThat(get(store().find(hinted.id()))).contains(mistaken);
  }

  @Test
  void failure_of_a_hinted_task_is_stored_when_no_other_job_owns_it() throws Exception {
    Job job = admitted(queued("a"));
    Job hinted = stored(job, changed(named(job, "t1", TaskIdSource.QUERY), d -> d.reserved = 7));
    change(hinted, changed(hinted, StoreContract::taskFailed));
  }

  @Test
  void released_task_can_be_bound_to_another_job() throws Exception {
    Job first = admitted(queued("first"));
    Job bound = stored(first, named(first, "t1", TaskIdSource.PUSH));
    change(bound, changed(bound, draft -> draft.taskId = null));
    Job second = admitted(queued("second"));
    assertThat(get(store().swap(second, named(second, "t1", TaskIdSource.PUSH), false)))
        .isInstanceOf(StoreResult.Stored.class);
  }

  @Test
  void request_is_kept_as_long_as_the_job_may_be_submitted() throws Exception {
    Job job = admitted(queued("a"));
    Job failed = stored(job, failed(job));
    assertThat(get(store().request(job.id()))).isPresent();
    Job fetching = changed(failed, draft -> draft.state = State.DOWNLOADING);
    change(failed, fetching);
    assertThat(get(store().request(job.id()))).isEmpty();
  }

  @Test
  void failed_job_is_read_back_with_its_failure() throws Exception {
    Job job = admitted(queued("a"));
    Job failed = stored(job, failed(job));
    assertThat(get(store().find(job.id()))).contains(failed);
    assertThat(failed.failure().message()).isEqualTo("no way");
    StoreResult stale = get(store().swap(job, claimed(job), false));
    assertThat(stale).isEqualTo(new StoreResult.Stale(failed));
  }

  @Test
  void namespace_statistics_count_each_job_once() throws Exception {
    Instant old = now().minusSeconds(500);
    Job one = admitted(queued("one", Priority.LOW, old));
    Job two = admitted(queued("two"));
    Job three = admitted(queued("three"));
    change(two, failed(two));
    change(
        three,
        changed(
            named(three, "t", TaskIdSource.ANSWER), draft -> draft.due = now().minusSeconds(50)));
    NamespaceStats census = get(store().census(StoredJobFixture.LONG));
    assertThat(census.jobs())
        .containsEntry(State.QUEUED, 1L)
        .containsEntry(State.FAILED, 1L)
        .containsEntry(State.GENERATING, 1L);
    assertThat(census.oldestReady()).isEqualTo(one.enqueuedAt());
    assertThat(census.mostOverdue()).isBetween(Duration.ofSeconds(49), Duration.ofSeconds(90));
  }

  @Test
  void task_counts_as_overdue_until_it_ends() throws Exception {
    Job job = admitted(queued("one"));
    Job working =
        stored(
            job,
            changed(
                named(job, "t", TaskIdSource.ANSWER),
                draft -> draft.submittedAt = now().minusSeconds(100)));
    assertThat(get(store().census(Duration.ofSeconds(50))).overdue()).isEqualTo(1);
    assertThat(get(store().census(Duration.ofSeconds(500))).overdue()).isZero();
    change(working, failed(working));
    assertThat(get(store().census(Duration.ofSeconds(50))).overdue()).isZero();
  }

  @Test
  void query_permits_are_limited_and_return_the_wait_for_the_next_one() throws Exception {
    List<Duration> waits = new ArrayList<>();
    while (waits.size() < 8) {
      waits.add(get(store().permitQuery(60)));
    }
    assertThat(waits.subList(0, 5)).containsOnly(Duration.ZERO);
    assertThat(waits.get(7)).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(1));
  }
}
