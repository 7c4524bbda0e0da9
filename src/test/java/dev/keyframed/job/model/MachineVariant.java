package dev.keyframed.job.model;

import dev.keyframed.job.Job;
import dev.keyframed.job.machine.Decision;
import dev.keyframed.job.machine.Event;
import java.time.Instant;

/** Decides events as the daemons do, correctly or with a {@link PlantedMistake}. */
interface MachineVariant {
  /** Returns the machine's decision on an event. */
  Decision decide(Job job, Event event, Instant now);

  /** Checks whether a vote is given before it is stored, so that a crash may come between. */
  default boolean echoesFirst() {
    return false;
  }
}
