package dev.keyframed.job.model;

import dev.keyframed.job.Attempt;
import java.util.ArrayList;
import java.util.List;

/**
 * Represents one attempt from outside, from a daemon's claim to the provider's outcome.
 *
 * @param claim counts the claims, from 1
 * @param challenged whether its creation was challenged when it arrived
 * @param refused whether the answer is a refusal by name; then no task follows
 * @param unread whether an answer came in time that was not readable
 * @param creations its request at the provider: none where it has not arrived (yet), two where it
 *     was doubled
 */
record ModelSubmission(
    int claim,
    Attempt attempt,
    boolean withCallback,
    boolean challenged,
    boolean refused,
    boolean unread,
    List<CreationStage> creations) {

  ModelSubmission {
    creations = List.copyOf(creations);
  }

  /** Returns an attempt that a daemon has claimed and not yet sent. */
  static ModelSubmission claimed(int claim, Attempt attempt, boolean withCallback) {
    return new ModelSubmission(claim, attempt, withCallback, false, false, false, List.of());
  }

  /**
   * Returns the attempt after its request has reached the provider, which challenges it or makes a
   * task at once.
   */
  ModelSubmission arrived(boolean asked) {
    List<CreationStage> more = new ArrayList<>(creations);
    more.add(asked ? CreationStage.OPEN : CreationStage.RUNNING);
    return new ModelSubmission(claim, attempt, withCallback, asked, refused, unread, more);
  }

  ModelSubmission refusedByName() {
    return new ModelSubmission(claim, attempt, withCallback, challenged, true, unread, creations);
  }

  ModelSubmission readInVain() {
    return new ModelSubmission(claim, attempt, withCallback, challenged, refused, true, creations);
  }

  ModelSubmission with(int copy, CreationStage creation) {
    List<CreationStage> changed = new ArrayList<>(creations);
    changed.set(copy, creation);
    return new ModelSubmission(claim, attempt, withCallback, challenged, refused, unread, changed);
  }

  /** Returns the id that the provider gives the task of that creation. */
  String taskId(int copy) {
    return "task-" + claim + (copy == 0 ? "" : "-again");
  }

  boolean hasTask() {
    return creations.stream().anyMatch(CreationStage::isTask);
  }

  /**
   * Checks whether it can become no task any more, not even late; the job gives no vote for it now.
   */
  boolean isSurelyDead() {
    boolean vetoed = challenged && !creations.contains(CreationStage.ECHOED);
    return !hasTask() && (refused || vetoed);
  }
}
