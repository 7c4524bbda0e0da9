package dev.keyframed.cli;

import dev.keyframed.job.machine.Decision;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;

/** Repeats the failed step of a job. */
@Command(
    name = "retry",
    mixinStandardHelpOptions = true,
    description =
        "Repeats the failed step of a failed job: a failed download is downloaded again, never generated"
            + " again. If a generation or submission failed, the job is submitted and paid again.")
final class RetryCommand extends JobOperation {
  RetryCommand() {
    super("only a failed job can be retried");
  }

  @Override
  Future<Optional<Decision>> in(NamespaceSession namespace) throws TimeoutException {
    return namespace.operations().retry(job);
  }
}
