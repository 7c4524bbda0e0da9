package dev.keyframed.job.machine;

import dev.keyframed.job.Job;
import dev.keyframed.job.JobBuilder;
import dev.keyframed.job.State;
import java.util.EnumSet;
import java.util.Set;

/**
 * Represents the machine's answer to an event.
 *
 * @param before the job as it was
 * @param next the job to be stored; {@code before} itself where nothing changes
 * @param effects what follows once that is stored
 */
public record Decision(Job before, Job next, Set<Effect> effects) {
  /** Copies the set. */
  public Decision {
    effects = Set.copyOf(effects);
  }

  /** Returns the decision that stores a newly admitted job. */
  public static Decision admitted(Job job) {
    return new Decision(job, job, job.ready() ? EnumSet.of(Effect.SUBMIT) : Set.of());
  }

  /** Returns the decision that stores a forgotten job again. */
  public static Decision adopted(Job before, Job next) {
    return new Decision(before, next, Effect.of(before, next));
  }

  /** Returns the decision that changes nothing. */
  static Decision unchanged(Job job) {
    return new Decision(job, job, Set.of());
  }

  /** Returns the decision that stores the draft. */
  static Decision to(Job before, JobBuilder draft) {
    Job next = draft.done();
    return new Decision(before, next, Effect.of(before, next));
  }

  /** Returns the decision that stores the draft and then echoes the challenge. */
  static Decision vote(Job before, JobBuilder draft) {
    Decision decision = to(before, draft);
    Set<Effect> effects = EnumSet.of(Effect.ECHO);
    effects.addAll(decision.effects);
    return new Decision(before, decision.next, effects);
  }

  /** Checks whether there is anything to store. */
  public boolean changes() {
    return !next.equals(before);
  }

  /** Checks whether an attempt is voided, because it was inferred to be no task. */
  public boolean voids() {
    if (before.state() != State.SUBMITTING || next.taskId() != null || !changesState()) {
      return false;
    }
    Job.FormerAttempt former = next.past(before.attempt());
    return former != null && !former.paid();
  }

  /** Checks whether a voided attempt turns out to be a task, which refutes the inference. */
  public boolean refutesVoid() {
    Job.FormerAttempt former = next.attempt() == null ? null : before.past(next.attempt());
    return former != null && !former.paid() && former.failed() == null && next.taskId() != null;
  }

  /** Checks whether the state changes. */
  public boolean changesState() {
    return next.state() != before.state();
  }
}
