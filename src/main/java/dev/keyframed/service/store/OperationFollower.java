package dev.keyframed.service.store;

import dev.keyframed.port.OperationLog;
import dev.keyframed.port.OperationLog.JobChange;
import dev.keyframed.port.OperationLog.LoggedOperation;
import dev.keyframed.port.OperationLog.OperationKind;
import dev.keyframed.support.metrics.Meters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs and counts operators' commands that no other daemon has taken.
 *
 * <p>A command changes a job itself. So the change of state, the end and the cost are counted here
 * too.
 */
final class OperationFollower {
  private static final Logger log = LoggerFactory.getLogger("dev.keyframed.operator");

  private final OperationLog operations;
  private final Meters meters;
  private boolean taking;

  OperationFollower(OperationLog operations, Meters meters) {
    this.operations = operations;
    this.meters = meters;
  }

  /**
   * Takes all notes; to be called repeatedly. While the store is unavailable, the next call tries
   * again.
   */
  void follow() {
    if (taking) {
      return;
    }
    taking = true;
    operations
        .take()
        .onSuccess(all -> all.forEach(this::report))
        .onFailure(
            fault ->
                log.debug("notes of operations not readable, retrying: {}", fault.getMessage()))
        .onComplete(done -> taking = false);
  }

  private void report(LoggedOperation done) {
    meters.operated(done.kind());
    LoggingEventBuilder line = log.atLevel(level(done));
    line = line.addKeyValue("operation", done.kind().label()).addKeyValue("by", done.by());
    JobChange change = done.change();
    if (change == null) {
      line.log(
          done.kind() == OperationKind.PAUSE
              ? "operator {} has paused the account: nothing is submitted until resume"
              : "operator {} has resumed the account: submissions continue",
          done.by());
      return;
    }
    count(change);
    line =
        line.addKeyValue("job", change.job())
            .addKeyValue("from", change.from().label())
            .addKeyValue("to", change.to().label());
    if (change.taskId() != null) {
      line = line.addKeyValue("task", change.taskId());
    }
    line.log(
        "operator {}: {} of job {}: {} -> {}{}",
        done.by(),
        done.kind().label(),
        change.job(),
        change.from().label(),
        change.to().label(),
        change.taskId() == null ? "" : " task " + change.taskId());
  }

  private void count(JobChange change) {
    if (change.from() != change.to()) {
      meters.moved(change.from(), change.to());
      if (change.to().isEnded()) {
        meters.ended(change.to(), null);
      }
    }
    if (change.spent() > 0) {
      meters.spent(change.model(), change.resolution(), change.spent());
    }
  }

  /** Returns a warning for an operation that may have lost money, or that stops the work. */
  private static Level level(LoggedOperation done) {
    JobChange change = done.change();
    boolean matters =
        switch (done.kind()) {
          case CANCEL -> change.spent() > 0 || change.taskId() != null;
          case RESOLVE, PAUSE -> true;
          case RETRY, RESUME -> false;
        };
    return matters ? Level.WARN : Level.INFO;
  }
}
