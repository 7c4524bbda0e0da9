package dev.keyframed.job;

import java.util.EnumSet;
import java.util.Set;

/**
 * What the machine makes of an event.
 *
 * @param before the job as it was
 * @param next the job as it shall be stored; {@code before} itself where nothing changes
 * @param effects what follows once that is stored
 */
public record Decision(Job before, Job next, Set<Effect> effects) {
  /** Copies the set. */
  public Decision {
    effects = Set.copyOf(effects);
  }

  /** What the admission of that job leads to. */
  public static Decision admitted(Job job) {
    return new Decision(job, job, job.ready() ? EnumSet.of(Effect.SUBMIT) : Set.of());
  }

  /** Returns what a job leads to that was forgotten and is stored again. */
  public static Decision adopted(Job before, Job next) {
    return new Decision(before, next, Effect.of(before, next));
  }

  /** The job stays as it is. */
  static Decision stay(Job job) {
    return new Decision(job, job, Set.of());
  }

  /** The job becomes what the draft says. */
  static Decision to(Job before, Draft draft) {
    Job next = draft.done();
    return new Decision(before, next, Effect.of(before, next));
  }

  /** The job becomes what the draft says, and the challenge is echoed. */
  static Decision vote(Job before, Draft draft) {
    Decision decision = to(before, draft);
    Set<Effect> effects = EnumSet.of(Effect.ECHO);
    effects.addAll(decision.effects);
    return new Decision(before, decision.next, effects);
  }

  /** Whether there is anything to store. */
  public boolean changes() {
    return !next.equals(before);
  }

  /** Whether an attempt is voided: it is inferred that it became no task. */
  public boolean voids() {
    if (before.state() != State.SUBMITTING || next.taskId() != null || !moves()) {
      return false;
    }
    Job.Past left = next.past(before.attempt());
    return left != null && !left.paid();
  }

  /** Whether an attempt that was voided turns out to be a task: what was inferred was wrong. */
  public boolean refutesVoid() {
    Job.Past left = next.attempt() == null ? null : before.past(next.attempt());
    return left != null && !left.paid() && left.failed() == null && next.taskId() != null;
  }

  /** Whether the state is another one. */
  public boolean moves() {
    return next.state() != before.state();
  }
}
