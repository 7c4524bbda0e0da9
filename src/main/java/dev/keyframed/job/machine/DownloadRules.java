package dev.keyframed.job.machine;

import dev.keyframed.job.Backoff;
import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.Failure;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobBuilder;
import dev.keyframed.job.State;
import dev.keyframed.job.Video;
import dev.keyframed.job.machine.Event.DownloadFault;
import java.time.Duration;
import java.time.Instant;

/** Applies the rules from the end of a task to its video on disk. */
final class DownloadRules {
  private static final Backoff PAUSE = new Backoff(Duration.ofSeconds(2), 2, Duration.ofMinutes(5));

  private final Job job;
  private final Instant now;
  private final Policy policy;

  DownloadRules(Job job, Instant now, Policy policy) {
    this.job = job;
    this.now = now;
    this.policy = policy;
  }

  Decision saved(Video video) {
    if (job.state() != State.DOWNLOADING) {
      return Decision.unchanged(job);
    }
    JobBuilder draft = job.edit();
    JobEdits.end(draft, State.SUCCEEDED, now);
    draft.video = video;
    return Decision.to(job, draft);
  }

  Decision failed(Event.DownloadFailed event) {
    if (job.state() != State.DOWNLOADING) {
      return Decision.unchanged(job);
    }
    boolean unknown = event.fault() == DownloadFault.UNKNOWN_FILE;
    JobBuilder draft = job.edit();
    draft.fileId = unknown ? null : job.fileId();
    draft.retries += event.fault() == DownloadFault.FILE ? 1 : 0;
    draft.notFoundCount += unknown || event.fault() == DownloadFault.OTHERS ? 1 : 0;
    if (isOver(event.fault(), draft)) {
      Failure failure =
          Failure.of(ErrorCode.DOWNLOAD_FAILED, event.code(), event.message(), event.traceId());
      draft.notFoundCount = 0;
      JobEdits.fail(draft, failure, now);
      return Decision.to(job, draft);
    }
    if (unknown) {
      return Decision.to(
          job, GenerationRules.queryAgain(job, now, delayUntilQuery(), draft.notFoundCount));
    }
    int failed = Math.max(1, draft.retries + draft.notFoundCount);
    draft.due = now.plus(PAUSE.full(failed, JobEdits.seed(draft)));
    return Decision.to(job, draft);
  }

  /**
   * Checks whether no further download is tried.
   *
   * <p>Failures of the file itself are limited by number. Failures of others pass: an outage of
   * hours must not cost a paid video. After {@code giveUpAfter}, waiting for them ends as well.
   *
   * <p>An unknown file is tried at least as often: after a stop of days, its first download is a
   * late one. A retry after that begins with short pauses again.
   */
  private boolean isOver(DownloadFault fault, JobBuilder draft) {
    return switch (fault) {
      case FILE -> draft.retries >= policy.downloadAttempts();
      case OTHERS ->
          draft.notFoundCount >= policy.downloadAttempts()
              && !now.isBefore(job.generatedAt().plus(policy.giveUpAfter()));
      case LASTING -> false;
      case UNKNOWN_FILE ->
          draft.notFoundCount >= policy.downloadAttempts()
              && new GiveUpRules(job, now, policy).isOver();
    };
  }

  /**
   * Returns half the time since the video was there, at least one poll interval, at most the
   * longest pause.
   */
  private Duration delayUntilQuery() {
    Duration half = Duration.between(job.generatedAt(), now).dividedBy(2);
    Duration least = half.compareTo(policy.interval()) < 0 ? policy.interval() : half;
    return least.compareTo(PAUSE.most()) < 0 ? least : PAUSE.most();
  }
}
