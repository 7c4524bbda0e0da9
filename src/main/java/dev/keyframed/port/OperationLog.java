package dev.keyframed.port;

import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import dev.keyframed.job.State;
import dev.keyframed.support.text.PlainLine;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;

/**
 * Keeps notes of operators' commands.
 *
 * <p>A command writes a note, and one daemon of the namespace takes it, to log and count it. The
 * command itself has no journal and no metrics.
 */
public interface OperationLog {
  /** Writes a note of that operation. */
  Future<Void> note(LoggedOperation done);

  /**
   * Takes the notes that were not taken yet, the oldest first. Each note goes to one caller only.
   */
  Future<List<LoggedOperation>> take();

  /** Lists the operations of operators. */
  enum OperationKind {
    /** Ends a job. */
    CANCEL,
    /** Repeats the failed step of a job. */
    RETRY,
    /** States the outcome of an uncertain submission. */
    RESOLVE,
    /** Stops submissions. */
    PAUSE,
    /** Continues submissions. */
    RESUME;

    /** Returns the name that users see. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Represents one operation.
   *
   * @param by the operator, as far as is known, such as {@code alice@host}
   * @param change the change of a job; null where it concerns all
   */
  record LoggedOperation(OperationKind kind, String by, JobChange change) {
    private static final int LONGEST = 100;

    /** Makes the name one plain line, since the caller of the command chooses it. */
    public LoggedOperation {
      by = PlainLine.of(by, LONGEST);
    }
  }

  /**
   * Represents the change of a job.
   *
   * @param taskId the task that it has, or had; or null
   * @param code the reason of its earlier failure, where it continues; or null
   * @param spent micro-dollars that count as spent by it
   */
  record JobChange(
      JobId job,
      State from,
      State to,
      String taskId,
      ErrorCode code,
      String model,
      String resolution,
      long spent) {
    /** Returns the difference of those two versions of a job. */
    public static JobChange of(Job before, Job next) {
      return new JobChange(
          next.id(),
          before.state(),
          next.state(),
          next.taskId() == null ? before.taskId() : next.taskId(),
          before.failure() == null ? null : before.failure().code(),
          next.spec().model(),
          next.spec().resolution(),
          next.spent() - before.spent());
    }
  }
}
