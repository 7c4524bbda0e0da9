package dev.keyframed.job;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Lists the states of a job. Users see the names in lower case (src/docs/jobs-and-results.md). */
public enum State {
  /** Stored, and waiting to be submitted. */
  QUEUED,
  /** Claimed by a daemon: a creation request is open, or was when its daemon died. */
  SUBMITTING,
  /** No answer names a task and none is disproved: it may exist, its id is not known. */
  UNCERTAIN,
  /** A task with a known id is at work. */
  GENERATING,
  /** The provider has the video, and it is not on disk yet. */
  DOWNLOADING,
  /** Ended: the video is on disk. */
  SUCCEEDED,
  /** Ended without a video; a late success of a paid task or an operator may still change that. */
  FAILED,
  /** Ended by an operator. */
  CANCELLED,
  /** Ended at admission: nothing was ever sent to the provider. */
  REJECTED;

  /** Returns the name that users see, such as {@code queued}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the state of that name.
   *
   * @throws IllegalArgumentException if no state has that name
   */
  public static State of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** Checks whether the job has ended, and so has a result in the results stream. */
  public boolean isEnded() {
    return switch (this) {
      case SUCCEEDED, FAILED, CANCELLED, REJECTED -> true;
      case QUEUED, SUBMITTING, UNCERTAIN, GENERATING, DOWNLOADING -> false;
    };
  }

  /**
   * Checks whether a task is, or may be, at the provider. The in-flight limit counts these states.
   */
  public boolean isInFlight() {
    return this == SUBMITTING || this == UNCERTAIN || this == GENERATING;
  }

  /**
   * Returns the states that one step may lead to, without the state itself, which is always
   * allowed.
   */
  public Set<State> next() {
    return switch (this) {
      // Straight to GENERATING: an attempt left behind turned out to be a task.
      case QUEUED -> EnumSet.of(SUBMITTING, GENERATING, FAILED, CANCELLED);
      case SUBMITTING -> EnumSet.of(QUEUED, UNCERTAIN, GENERATING, FAILED, CANCELLED);
      case UNCERTAIN -> EnumSet.of(QUEUED, GENERATING, FAILED, CANCELLED);
      // Back to UNCERTAIN: the task that a push named is not ours, or does not exist.
      case GENERATING -> EnumSet.of(DOWNLOADING, QUEUED, UNCERTAIN, FAILED, CANCELLED);
      // Back to GENERATING: the creation's own answer names another task than a push did, or the
      // provider does not know the file.
      case DOWNLOADING -> EnumSet.of(SUCCEEDED, GENERATING, FAILED, CANCELLED);
      // A late success (DOWNLOADING), or an operator's retry or resolve.
      case FAILED -> EnumSet.of(DOWNLOADING, GENERATING, QUEUED);
      case SUCCEEDED, CANCELLED, REJECTED -> EnumSet.noneOf(State.class);
    };
  }
}
