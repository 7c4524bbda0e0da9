package dev.keyframed.job.model;

import dev.keyframed.job.Decision;
import dev.keyframed.job.Event;
import dev.keyframed.job.Job;
import java.time.Instant;

/** How the daemons go about it: rightly, or with a {@link Mistake}. */
interface Variant {
  /** What the machine makes of an event. */
  Decision decide(Job job, Event event, Instant now);

  /** Whether a vote is given before it is stored, so that a crash may come between. */
  default boolean echoesFirst() {
    return false;
  }
}
