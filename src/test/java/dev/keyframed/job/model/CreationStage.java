package dev.keyframed.job.model;

/** Lists the stages of a creation request that reached the provider. */
enum CreationStage {
  /** Its challenge is sent; without an echo it becomes no task. */
  OPEN,
  /** The echo is on its way back; it may be lost, or too late. */
  ECHOED,
  /** The creation is a task. */
  RUNNING,
  /** The task has made a video, and is charged. */
  SUCCEEDED,
  /** The task failed, and is not charged (src/docs/provider-api.md). */
  FAILED;

  /** Checks whether there is a task with an id. */
  boolean isTask() {
    return this == RUNNING || hasEnded();
  }

  boolean hasEnded() {
    return this == SUCCEEDED || this == FAILED;
  }

  /** Checks whether it costs money, now or in the end. */
  boolean isAlive() {
    return this == RUNNING || this == SUCCEEDED;
  }
}
