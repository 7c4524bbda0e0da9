package dev.keyframed.cli;

import dev.keyframed.job.JobId;
import dev.keyframed.job.machine.Decision;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Performs an operator's command on one job, and prints the outcome. */
abstract class JobOperation implements Callable<Integer> {
  @Mixin NamespaceOptions access;

  @Parameters(paramLabel = "JOB", description = "The job's id.")
  JobId job;

  private final String only;

  /**
   * Creates the operation.
   *
   * @param only the condition that it needs, such as "only a failed job can be retried"
   */
  JobOperation(String only) {
    this.only = only;
  }

  /** Performs the operation; empty if the job was not found. */
  abstract Future<Optional<Decision>> in(NamespaceSession namespace) throws TimeoutException;

  @Override
  public Integer call() throws Exception {
    return access.use(namespace -> OperationReport.of(access, namespace, job, in(namespace), only));
  }
}
