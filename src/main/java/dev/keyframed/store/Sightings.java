package dev.keyframed.store;

import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Jobs as they were last seen, those that were not asked for the longest forgotten first. A sight
 * may be old: what is decided on it is stored only if the job is still the same, and that nothing
 * is to be done is never decided on it. For one thread.
 */
final class Sightings {
  /** Some ten megabytes at most. */
  private static final int USUAL = 5000;

  /** By the text of their ids: every push asks, and a record's own hash takes longer. */
  private final Map<String, Job> jobs;

  private Sightings(int most) {
    jobs = Recent.used(most);
  }

  /** For whoever works on. */
  static Sightings usual() {
    return new Sightings(USUAL);
  }

  /** For whoever does one thing only. */
  static Sightings none() {
    return new Sightings(0);
  }

  /** That job as it was last seen. */
  Optional<Job> of(JobId id) {
    return Optional.ofNullable(jobs.get(id.text()));
  }

  /** It is this by now, and will be looked for again. */
  void saw(Job job) {
    if (job.state().isEnded()) {
      jobs.remove(job.id().text());
    } else {
      jobs.put(job.id().text(), job);
    }
  }

  /** Returns every job as it was last seen; a copy. */
  List<Job> all() {
    return List.copyOf(jobs.values());
  }

  void forget(JobId id) {
    jobs.remove(id.text());
  }
}
