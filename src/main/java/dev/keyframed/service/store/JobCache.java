package dev.keyframed.service.store;

import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Caches the jobs that are not ended, as they were last read; the least recently used go first. For
 * one thread.
 *
 * <p>An entry may be stale. A change decided on it is stored only if the job is still the same. A
 * decision to do nothing is always checked against the store.
 */
final class JobCache {
  /** Entries of a daemon's cache: some ten megabytes at most. */
  private static final int USUAL = 5000;

  /** Keyed by the text of the ids: every push reads here, and a record's own hash takes longer. */
  private final Map<String, Job> jobs;

  private JobCache(int most) {
    jobs = Recent.used(most);
  }

  /** Makes the cache of a daemon. */
  static JobCache usual() {
    return new JobCache(USUAL);
  }

  /** Makes a cache that keeps nothing, for a single command. */
  static JobCache none() {
    return new JobCache(0);
  }

  /** Returns that job as it was last read. */
  Optional<Job> of(JobId id) {
    return Optional.ofNullable(jobs.get(id.text()));
  }

  /** Caches the job, or removes it if it has ended. */
  void put(Job job) {
    if (job.state().isEnded()) {
      jobs.remove(job.id().text());
    } else {
      jobs.put(job.id().text(), job);
    }
  }

  /** Returns a copy of all cached jobs. */
  List<Job> all() {
    return List.copyOf(jobs.values());
  }

  void forget(JobId id) {
    jobs.remove(id.text());
  }
}
