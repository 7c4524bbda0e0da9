package dev.keyframed.port;

import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import dev.keyframed.job.State;
import dev.keyframed.text.PlainLine;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;

/**
 * What operators did by commands. A command notes it, and one daemon of the namespace takes the
 * note, to log and to count it: the command itself has no journal and no metrics.
 */
public interface OperationLog {
  /** Notes what was done. */
  Future<Void> note(Done done);

  /**
   * Takes what was noted and not taken yet, the oldest first; what one caller gets no other does.
   */
  Future<List<Done>> take();

  /** Names what operators do. */
  enum Kind {
    /** Ends a job. */
    CANCEL,
    /** Gives a failed job another chance. */
    RETRY,
    /** Tells what became of an uncertain submission. */
    RESOLVE,
    /** Stops submissions. */
    PAUSE,
    /** Lets them go on. */
    RESUME;

    /** Returns the name that users see. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What was done.
   *
   * @param by who did it, as far as is known, such as {@code alice@host}
   * @param change what it did to a job; null where it concerns all
   */
  record Done(Kind kind, String by, JobChange change) {
    private static final int LONGEST = 100;

    /** Makes the name fit for a line: whoever runs the command chooses it. */
    public Done {
      by = PlainLine.of(by, LONGEST);
    }
  }

  /**
   * What became of a job.
   *
   * @param taskId the task that it has, or had; or null
   * @param code what it had failed for, where it goes on; or null
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
    /** Returns what is between those two versions of a job. */
    public static JobChange of(Job before, Job next) {
      return new JobChange(
          next.id(),
          before.state(),
          next.state(),
          next.taskId() == null ? before.taskId() : next.taskId(),
          before.failure() == null ? null : before.failure().code(),
          next.terms().model(),
          next.terms().resolution(),
          next.spent() - before.spent());
    }
  }
}
