package dev.keyframed.cli;

import dev.keyframed.job.Decision;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;

/** Gives a failed job another chance. */
@Command(
    name = "retry",
    mixinStandardHelpOptions = true,
    description =
        "Repeats what failed of a failed job, and no more: a failed download is downloaded again, never"
            + " generated again. Where a generation or submission failed, it is submitted and paid anew.")
final class RetryCommand extends JobOperation {
  RetryCommand() {
    super("only a failed job can be retried");
  }

  @Override
  Future<Optional<Decision>> in(Namespace namespace) throws TimeoutException {
    return namespace.operations().retry(job);
  }
}
