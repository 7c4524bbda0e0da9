package dev.keyframed.service.store;

import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.Failure;
import dev.keyframed.job.Job;
import dev.keyframed.job.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs each change of a job's state, with the fields {@code job from to attempt task code} for
 * programs.
 *
 * <p>A change that has lost money, or may have, is a warning.
 */
final class TransitionLog {
  private static final Logger log = LoggerFactory.getLogger("dev.keyframed.job");

  private TransitionLog() {}

  /** Logs a job that came from the queue. */
  static void admitted(Job job) {
    Failure failure = job.failure();
    LoggingEventBuilder line = line(Level.INFO, job).addKeyValue("to", job.state().label());
    if (failure == null) {
      line.log("job {}: {}", job.id(), job.state().label());
    } else {
      line.addKeyValue("code", failure.code().label())
          .log("job {}: rejected: {}", job.id(), failure.message());
    }
  }

  /** Logs a changed state. */
  static void moved(Job before, Job next) {
    String task = task(before, next);
    LoggingEventBuilder line =
        line(level(before, next), next)
            .addKeyValue("from", before.state().label())
            .addKeyValue("to", next.state().label());
    String attempt = "";
    if (next.attempt() != null) {
      line = line.addKeyValue("attempt", next.attempt().number());
      attempt = " attempt " + next.attempt().number();
    }
    if (task != null) {
      line = line.addKeyValue("task", task);
    }
    String reason = "";
    if (next.failure() != null) {
      String code = next.failure().code().label();
      line = line.addKeyValue("code", code);
      reason = ": " + code + ": " + next.failure().message();
    }
    line.log(
        "job {}: {} -> {}{}{}{}",
        next.id(),
        before.state().label(),
        next.state().label(),
        attempt,
        task == null ? "" : " task " + task,
        reason);
  }

  private static LoggingEventBuilder line(Level level, Job job) {
    return log.atLevel(level).addKeyValue("job", job.id());
  }

  private static String task(Job before, Job next) {
    return next.taskId() == null && next.state().isEnded() ? before.taskId() : next.taskId();
  }

  /** Returns the level: a warning where money was lost, or may have been. */
  static Level level(Job before, Job next) {
    boolean loses =
        switch (next.state()) {
          case UNCERTAIN -> true;
          case FAILED -> next.spent() > 0 || isCostly(next.failure().code());
          case CANCELLED ->
              next.spent() > 0 || task(before, next) != null || before.state() == State.UNCERTAIN;
          case QUEUED, SUBMITTING, GENERATING, DOWNLOADING, SUCCEEDED, REJECTED -> false;
        };
    return loses ? Level.WARN : Level.INFO;
  }

  private static boolean isCostly(ErrorCode code) {
    return switch (code) {
      case GENERATION_TIMED_OUT, SUBMISSION_UNCERTAIN, DOWNLOAD_FAILED -> true;
      case INVALID_JOB,
          ID_CONFLICT,
          EXPIRED,
          CONTENT_REFUSED,
          INVALID_PARAMETERS,
          GENERATION_FAILED ->
          false;
    };
  }
}
