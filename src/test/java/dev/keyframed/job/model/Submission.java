package dev.keyframed.job.model;

import dev.keyframed.job.Attempt;
import java.util.ArrayList;
import java.util.List;

/**
 * One attempt as the world outside sees it: from the claim that a daemon took to what the provider
 * made of it.
 *
 * @param claim counts the claims, from 1
 * @param challenged whether its creation was challenged when it arrived
 * @param refused whether the answer is a refusal by name; then nothing comes of it any more
 * @param unread whether an answer came in time that could not be read
 * @param creations its request at the provider: none where it has not arrived (yet), two where it
 *     was doubled
 */
record Submission(
    int claim,
    Attempt attempt,
    boolean withCallback,
    boolean challenged,
    boolean refused,
    boolean unread,
    List<Creation> creations) {

  Submission {
    creations = List.copyOf(creations);
  }

  /** Claimed by a daemon, and not yet sent. */
  static Submission claimed(int claim, Attempt attempt, boolean withCallback) {
    return new Submission(claim, attempt, withCallback, false, false, false, List.of());
  }

  /** Its request reaches the provider, which asks us first or makes a task of it at once. */
  Submission arrived(boolean asked) {
    List<Creation> more = new ArrayList<>(creations);
    more.add(asked ? Creation.OPEN : Creation.RUNNING);
    return new Submission(claim, attempt, withCallback, asked, refused, unread, more);
  }

  Submission refusedByName() {
    return new Submission(claim, attempt, withCallback, challenged, true, unread, creations);
  }

  Submission readInVain() {
    return new Submission(claim, attempt, withCallback, challenged, refused, true, creations);
  }

  Submission with(int copy, Creation creation) {
    List<Creation> changed = new ArrayList<>(creations);
    changed.set(copy, creation);
    return new Submission(claim, attempt, withCallback, challenged, refused, unread, changed);
  }

  /** The id that the provider gives the task of that creation. */
  String taskId(int copy) {
    return "task-" + claim + (copy == 0 ? "" : "-again");
  }

  boolean hasTask() {
    return creations.stream().anyMatch(Creation::isTask);
  }

  /** Whether nothing can come of it any more, not even late; the job gives no vote for it now. */
  boolean isSurelyDead() {
    boolean vetoed = challenged && !creations.contains(Creation.ECHOED);
    return !hasTask() && (refused || vetoed);
  }
}
