package dev.keyframed.cli;

import dev.keyframed.job.machine.Decision;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;

/** Cancels a job. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description =
        "Cancels a job that has not ended. A task that it has at the provider already is abandoned, and"
            + " its cost counts.")
final class CancelCommand extends JobOperation {
  CancelCommand() {
    super("only a job that has not ended can be cancelled");
  }

  @Override
  Future<Optional<Decision>> in(NamespaceSession namespace) throws TimeoutException {
    return namespace.operations().cancel(job);
  }
}
