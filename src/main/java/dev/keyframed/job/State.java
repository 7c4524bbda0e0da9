package dev.keyframed.job;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where a job stands. The names, in lower case, are what users see (contract: Redis). */
public enum State {
  /** Stored, and waiting to be submitted. */
  QUEUED,
  /** Claimed by a daemon: a creation request is open, or was when its daemon died. */
  SUBMITTING,
  /** The creation's answer was lost after our vote: a task probably exists, its id is not known. */
  UNCERTAIN,
  /** A task with a known id is at work. */
  GENERATING,
  /** The provider has the video, we do not yet. */
  DOWNLOADING,
  /** Ended: the video is on disk. */
  SUCCEEDED,
  /**
   * Ended without a video; a late success of a paid task or an operator's retry may still change
   * that.
   */
  FAILED,
  /** Ended by an operator. */
  CANCELLED,
  /** Ended at admission: nothing was ever sent to the provider. */
  REJECTED;

  /** The name users see, such as {@code queued}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The state of that name.
   *
   * @throws IllegalArgumentException where no state is called so
   */
  public static State of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** Whether a result of the job stands in the results stream. */
  public boolean isEnded() {
    return switch (this) {
      case SUCCEEDED, FAILED, CANCELLED, REJECTED -> true;
      case QUEUED, SUBMITTING, UNCERTAIN, GENERATING, DOWNLOADING -> false;
    };
  }

  /**
   * Whether a task of the job is, or may be, at work at the provider: what the in-flight limit
   * counts.
   */
  public boolean isInFlight() {
    return this == SUBMITTING || this == UNCERTAIN || this == GENERATING;
  }

  /** The states that one step may lead to; staying is always allowed and not listed. */
  public Set<State> next() {
    return switch (this) {
      // Straight to GENERATING: a task of an attempt that was given up turned up after all.
      case QUEUED -> EnumSet.of(SUBMITTING, GENERATING, FAILED, CANCELLED);
      case SUBMITTING -> EnumSet.of(QUEUED, UNCERTAIN, GENERATING, FAILED, CANCELLED);
      case UNCERTAIN -> EnumSet.of(QUEUED, GENERATING, FAILED, CANCELLED);
      // Back to UNCERTAIN: the task a push had named is not ours, or does not exist.
      case GENERATING -> EnumSet.of(DOWNLOADING, QUEUED, UNCERTAIN, FAILED, CANCELLED);
      // Back to GENERATING: the creation's own answer names another task than a push did.
      case DOWNLOADING -> EnumSet.of(SUCCEEDED, GENERATING, FAILED, CANCELLED);
      // A late success (DOWNLOADING), or an operator's retry or word on it.
      case FAILED -> EnumSet.of(DOWNLOADING, GENERATING, QUEUED);
      case SUCCEEDED, CANCELLED, REJECTED -> EnumSet.noneOf(State.class);
    };
  }
}
