package dev.keyframed.store;

import dev.keyframed.metrics.Meters;
import dev.keyframed.port.OperationLog;
import dev.keyframed.port.OperationLog.Done;
import dev.keyframed.port.OperationLog.JobChange;
import dev.keyframed.port.OperationLog.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs and counts what operators did by commands, as far as no other daemon has. What a command did
 * to a job it did itself, so its change of state, its end and its cost are counted here too.
 */
final class OperationFollower {
  private static final Logger log = LoggerFactory.getLogger("dev.keyframed.operator");

  private final OperationLog operations;
  private final Meters meters;
  private boolean asking;

  OperationFollower(OperationLog operations, Meters meters) {
    this.operations = operations;
    this.meters = meters;
  }

  /** Takes what there is; to be repeated. A store that is away is asked again by the next one. */
  void follow() {
    if (asking) {
      return;
    }
    asking = true;
    operations
        .take()
        .onSuccess(all -> all.forEach(this::tell))
        .onFailure(fault -> log.debug("operations cannot be read: {}", fault.getMessage()))
        .onComplete(done -> asking = false);
  }

  private void tell(Done done) {
    meters.operated(done.kind());
    LoggingEventBuilder line = log.atLevel(level(done));
    line = line.addKeyValue("operation", done.kind().label()).addKeyValue("by", done.by());
    JobChange change = done.change();
    if (change == null) {
      line.log(
          done.kind() == Kind.PAUSE
              ? "operator {} has paused the account: nothing is submitted until resume"
              : "operator {} has resumed the account: submissions go on",
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

  /** What may have lost money, or stops the work, is a warning. */
  private static Level level(Done done) {
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
