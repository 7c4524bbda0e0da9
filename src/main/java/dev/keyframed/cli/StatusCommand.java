package dev.keyframed.cli;

import dev.keyframed.job.JobId;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows all that is known of one job. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Shows a job: its state, its task, its times, and its result once it has one.")
final class StatusCommand implements Callable<Integer> {
  @Mixin NamespaceOptions access;

  @Parameters(paramLabel = "JOB", description = "The job's id.")
  JobId job;

  @Override
  public Integer call() throws Exception {
    return access.use(
        namespace -> {
          JsonObject view = JobView.find(namespace, job.text());
          if (access.json) {
            access.out().println(ResultText.encode(view));
          } else {
            TextFormat.print(ResultText.shown(view), access.out());
          }
          return 0;
        });
  }
}
