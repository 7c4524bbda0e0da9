package dev.keyframed.cli;

import dev.keyframed.job.JobId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends a job. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description =
        "Cancels a job that has not ended. A task that the provider has for it already is let go, and"
            + " its cost counts.")
final class CancelCommand implements Callable<Integer> {
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
                namespace.operations().cancel(job),
                "only a job that has not ended can be cancelled"));
  }
}
