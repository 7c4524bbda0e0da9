package dev.keyframed.cli;

import dev.keyframed.job.JobId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Gives a failed job another chance. */
@Command(
    name = "retry",
    mixinStandardHelpOptions = true,
    description =
        "Repeats what failed of a failed job, and no more: a failed download is downloaded again, never"
            + " generated again. Where a generation or submission failed, it is submitted and paid anew.")
final class RetryCommand implements Callable<Integer> {
  @Mixin Access access;

  @Parameters(paramLabel = "JOB", description = "The job's id.")
  JobId job;

  @Override
  public Integer call() throws Exception {
    return access.use(
        namespace ->
            Verdict.of(
                access,
                namespace,
                job,
                namespace.operations().retry(job),
                "only a failed job can be retried"));
  }
}
