package dev.keyframed.bench;

import dev.keyframed.job.CallbackUrls;
import dev.keyframed.job.Job;
import java.util.List;

/**
 * Represents the callback path of a job.
 *
 * @param path with a token of the bench's own secret
 * @param taskId null while there is no task
 */
record CallbackTarget(String path, String taskId) {
  private static final CallbackUrls URLS =
      new CallbackUrls(BenchDaemon.NAMESPACE, List.of(BenchDaemon.SECRET));

  static CallbackTarget of(Job job) {
    return new CallbackTarget(URLS.path(job.id(), job.attempt()), job.taskId());
  }
}
