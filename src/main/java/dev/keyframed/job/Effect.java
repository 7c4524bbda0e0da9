package dev.keyframed.job;

import java.util.EnumSet;
import java.util.Set;

/**
 * What is to be done once a decision is stored, and never before. An effect that a crash swallows
 * follows again from the stored job: its {@code due} moment, or its place among the ready. The one
 * exception is the echo, whose loss fails a creation and costs nothing.
 */
public enum Effect {
  /** Answer the challenge: our vote for the task. */
  ECHO,
  /** A job may be claimed. */
  SUBMIT,
  /** A task is worth a query now. */
  LOOK,
  /** A video may be fetched. */
  FETCH,
  /** The job has ended, and its result is published. */
  RESULT;

  /** The effects of that change, but for the echo, which only the machine can grant. */
  static Set<Effect> of(Job before, Job next) {
    Set<Effect> effects = EnumSet.noneOf(Effect.class);
    if (next.ready() && !before.ready()) {
      effects.add(SUBMIT);
    }
    boolean moved = next.state() != before.state();
    if ((next.hinted() && !before.hinted()) || (moved && next.state() == State.GENERATING)) {
      effects.add(LOOK);
    }
    if (moved && next.state() == State.DOWNLOADING) {
      effects.add(FETCH);
    }
    if (moved && next.state().isEnded()) {
      effects.add(RESULT);
    }
    return effects;
  }
}
