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
record Target(String path, String taskId) {
  private static final CallbackUrls URLS =
      new CallbackUrls(Daemon.NAMESPACE, List.of(Daemon.SECRET));

  static Target of(Job job) {
    return new Target(URLS.path(job.id(), job.attempt()), job.taskId());
  }
}
