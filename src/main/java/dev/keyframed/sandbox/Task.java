package dev.keyframed.sandbox;

import java.time.Duration;
import java.time.Instant;

/**
 * Represents a created task; immutable, since its status follows from the time alone.
 *
 * @param id 15 digits
 * @param fileId 15 digits, revealed only once the video is ready
 * @param verdict how the generation ends: 0, 1026 or 1027
 * @param fails whether it fails; with a verdict of 0 it fails without a reason
 * @param lasts duration from Preparing to the end
 */
record Task(
    String id,
    String fileId,
    AcceptedRequest order,
    Instant createdAt,
    BaseResp verdict,
    boolean fails,
    Duration lasts) {

  /**
   * Returns the status: Preparing for a tenth of the duration, Queueing to a quarter, then
   * Processing.
   */
  TaskStatus at(Instant now) {
    if (!now.isBefore(endsAt())) return fails ? TaskStatus.FAIL : TaskStatus.SUCCESS;
    if (!now.isBefore(processingAt())) return TaskStatus.PROCESSING;
    if (!now.isBefore(createdAt.plus(lasts.dividedBy(10)))) return TaskStatus.QUEUEING;
    return TaskStatus.PREPARING;
  }

  Instant processingAt() {
    return createdAt.plus(lasts.dividedBy(4));
  }

  Instant endsAt() {
    return createdAt.plus(lasts);
  }

  /** Returns the result code that answers and pushes carry in that status. */
  BaseResp verdictAt(TaskStatus status) {
    return status == TaskStatus.FAIL ? verdict : BaseResp.SUCCESS;
  }

  /** Returns the file id in that status; empty until there is a video. */
  String fileIdAt(TaskStatus status) {
    return status == TaskStatus.SUCCESS ? fileId : "";
  }
}
