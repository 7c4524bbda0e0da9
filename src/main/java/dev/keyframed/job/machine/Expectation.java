package dev.keyframed.job.machine;

import dev.keyframed.job.JobSpec;
import java.time.Duration;
import java.util.Optional;

/** Estimates how long a task will be at work. */
@FunctionalInterface
public interface Expectation {
  /** Knows no estimate. */
  Expectation NONE = spec -> Optional.empty();

  /** Returns the time after which most tasks of such a job have ended; empty if not known. */
  Optional<Duration> of(JobSpec spec);
}
