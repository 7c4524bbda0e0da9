package dev.keyframed.sandbox;

import java.time.Duration;
import java.time.Instant;

/**
 * A task the provider created. It never changes: where it stands follows from the time alone.
 *
 * @param id 15 digits
 * @param fileId 15 digits, told only once the video is ready
 * @param verdict how the generation ends: 0, 1026 or 1027
 * @param fails with a verdict of 0 it may fail still, without a reason
 * @param lasts the whole walk from Preparing to its end
 */
record Task(
    String id,
    String fileId,
    Order order,
    Instant createdAt,
    BaseResp verdict,
    boolean fails,
    Duration lasts) {

  /** Preparing for a tenth of the walk, Queueing to a quarter, Processing to its end. */
  Status at(Instant now) {
    if (!now.isBefore(endsAt())) return fails ? Status.FAIL : Status.SUCCESS;
    if (!now.isBefore(processingAt())) return Status.PROCESSING;
    if (!now.isBefore(createdAt.plus(lasts.dividedBy(10)))) return Status.QUEUEING;
    return Status.PREPARING;
  }

  Instant processingAt() {
    return createdAt.plus(lasts.dividedBy(4));
  }

  Instant endsAt() {
    return createdAt.plus(lasts);
  }

  /** What an answer or a push about this task in that status says of it. */
  BaseResp verdictAt(Status status) {
    return status == Status.FAIL ? verdict : BaseResp.SUCCESS;
  }

  /** Empty until there is a video. */
  String fileIdAt(Status status) {
    return status == Status.SUCCESS ? fileId : "";
  }
}
