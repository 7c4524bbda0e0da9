package dev.keyframed.adapter.redis;

import static dev.keyframed.adapter.redis.StoredJobFixture.arrival;
import static dev.keyframed.adapter.redis.StoredJobFixture.changed;
import static dev.keyframed.adapter.redis.StoredJobFixture.now;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.Failure;
import dev.keyframed.job.Job;
import dev.keyframed.job.Job.TaskIdSource;
import dev.keyframed.job.JobBuilder;
import dev.keyframed.job.State;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.JobStore.AdmitResult;
import dev.keyframed.port.JobStore.StoreResult;
import io.vertx.core.Future;

/** Provides the base of the contracts of a {@link JobStore}. */
abstract class StoreContract {
  /** Returns a store of an empty namespace, the same one throughout a test. */
  abstract JobStore store();

  static <T> T get(Future<T> future) throws Exception {
    return future.await(5, SECONDS);
  }

  final Job admitted(Job job) throws Exception {
    assertThat(get(store().admit(arrival(job)))).isEqualTo(new AdmitResult.New());
    return job;
  }

  final void admit(Job job) throws Exception {
    assertThat(admitted(job)).isNotNull();
  }

  final void change(Job before, Job next) throws Exception {
    assertThat(stored(before, next).version()).isGreaterThan(before.version());
  }

  final Job stored(Job before, Job next) throws Exception {
    return ((StoreResult.Stored) get(store().swap(before, next, false))).job();
  }

  /** Returns the job with its named task at work. */
  static Job named(Job job, String task, TaskIdSource naming) {
    return changed(
        job,
        draft -> {
          draft.state = State.GENERATING;
          draft.ready = false;
          draft.taskId = task;
          draft.taskIdSource = naming;
          draft.due = now().plusSeconds(60);
        });
  }

  /** Queues the job again, because its task has failed and costs nothing. */
  static void taskFailed(JobBuilder draft) {
    draft.state = State.QUEUED;
    draft.ready = true;
    draft.due = null;
    draft.taskId = null;
    draft.taskIdSource = null;
    draft.reserved = 0;
  }

  final Job failed(Job job) {
    return changed(
        job,
        draft -> {
          draft.state = State.FAILED;
          draft.ready = false;
          draft.due = null;
          draft.finishedAt = now();
          draft.failure = Failure.of(ErrorCode.DOWNLOAD_FAILED, "no way");
        });
  }
}
