package dev.keyframed.cli;

import dev.keyframed.app.CommandException;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import dev.keyframed.job.machine.Decision;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Prints the outcome of an operation on a job, or why it changed nothing. */
final class OperationReport {
  private OperationReport() {}

  /**
   * Waits for the decision, prints it and returns the exit code.
   *
   * @param only the condition of the operation, such as "only a failed job can be retried"
   * @throws CommandException if the job was not found, or nothing changed
   */
  static int of(
      NamespaceOptions access,
      NamespaceSession namespace,
      JobId id,
      Future<Optional<Decision>> asked,
      String only)
      throws TimeoutException {
    Optional<Decision> found = namespace.get(asked);
    if (found.isEmpty()) {
      throw JobView.missing(id.text(), namespace.get(namespace.client().waiting()));
    }
    Decision decision = found.get();
    Job before = decision.before();
    Job next = decision.next();
    String head = "job " + id + " is " + next.state().label();
    if (!decision.changes()) {
      throw new CommandException(head + ": " + only);
    }
    JsonObject answer =
        new JsonObject()
            .put("job_id", id.text())
            .put("previous", before.state().label())
            .put("state", next.state().label())
            .put("cost_usd", TextFormat.dollars(next.spent()));
    access.answer(head + ", was " + before.state().label() + cost(before, next), answer);
    return 0;
  }

  /** Returns what the operation changed in the cost. */
  private static String cost(Job before, Job next) {
    long more = next.spent() - before.spent();
    if (more == 0) {
      return "";
    }
    return more > 0
        ? "; its task is let go, and counts as " + TextFormat.dollars(more) + " USD spent"
        : "; " + TextFormat.dollars(-more) + " USD are no longer counted as spent";
  }
}
