package dev.keyframed.job.machine;

import dev.keyframed.job.Job;
import dev.keyframed.job.State;
import java.util.EnumSet;
import java.util.Set;

/**
 * Lists the actions that follow a decision once it is stored, and never before.
 *
 * <p>An effect lost in a crash follows again from the stored job, by its {@code due} moment or its
 * place among the ready. Only the echo does not: its loss fails a creation and costs nothing.
 */
public enum Effect {
  /** Answer the challenge: our vote for the task. */
  ECHO,
  /** A job may be claimed. */
  SUBMIT,
  /** A task is worth a query now. */
  QUERY,
  /** A video may be fetched. */
  FETCH,
  /** The job has ended, and its result is published. */
  RESULT;

  /** Returns the effects of that change, except the echo, which only the machine grants. */
  static Set<Effect> of(Job before, Job next) {
    Set<Effect> effects = EnumSet.noneOf(Effect.class);
    if (next.ready() && !before.ready()) {
      effects.add(SUBMIT);
    }
    boolean moved = next.state() != before.state();
    if ((next.endReported() && !before.endReported())
        || (moved && next.state() == State.GENERATING)) {
      effects.add(QUERY);
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
