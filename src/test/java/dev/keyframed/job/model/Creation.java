package dev.keyframed.job.model;

/** How far the provider is with one creation request that reached it. */
enum Creation {
  /** Its challenge is out; without an echo it comes to nothing. */
  OPEN,
  /** The echo is on its way back; it may be lost, or too late. */
  ECHOED,
  /** It is a task. */
  RUNNING,
  /** The task has made a video, and is charged. */
  SUCCEEDED,
  /** The task came to nothing, and is not charged (provider-api: prices). */
  FAILED;

  /** Whether there is a task with an id. */
  boolean isTask() {
    return this == RUNNING || hasEnded();
  }

  boolean hasEnded() {
    return this == SUCCEEDED || this == FAILED;
  }

  /** Whether it costs money, now or in the end. */
  boolean isAlive() {
    return this == RUNNING || this == SUCCEEDED;
  }
}
