package dev.keyframed.job;

import java.time.Duration;
import java.util.Optional;

/** How long a task will be at work, as far as anybody can tell. */
@FunctionalInterface
public interface Expectation {
  /** Nothing is known. */
  Expectation NONE = terms -> Optional.empty();

  /** After so long most tasks of such a job have ended; empty where that is not known. */
  Optional<Duration> of(Terms terms);
}
