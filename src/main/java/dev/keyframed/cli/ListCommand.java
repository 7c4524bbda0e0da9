package dev.keyframed.cli;

import dev.keyframed.job.State;
import dev.keyframed.support.text.PlainLine;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Lists jobs, one a line. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists jobs: first those that have not ended, then ended ones, the latest first.")
final class ListCommand implements Callable<Integer> {
  private static final int LONGEST_CELL = 80;

  @Mixin NamespaceOptions access;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description =
          "Only jobs in this state: queued, submitting, uncertain, generating, downloading, succeeded, failed,"
              + " cancelled or rejected.")
  State state;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Maximum number of jobs (default: ${DEFAULT-VALUE}).")
  int limit = 50;

  @Override
  public Integer call() throws Exception {
    if (limit < 1) {
      throw new ParameterException(access.command.commandLine(), "--limit must be at least 1");
    }
    return access.use(
        namespace -> {
          List<JsonObject> jobs = new JobList(namespace, state).read(limit);
          if (access.json) {
            access.out().println(TextFormat.json(new JsonArray(jobs)));
          } else {
            print(jobs);
          }
          return 0;
        });
  }

  private void print(List<JsonObject> jobs) {
    if (jobs.isEmpty()) {
      access.out().println("no jobs");
      return;
    }
    access.out().println(row("JOB", "STATE", "ATTEMPTS", "ENQUEUED", "USD", "TASK OR ERROR"));
    jobs.forEach(job -> access.out().println(row(job)));
  }

  private static String row(JsonObject job) {
    JsonObject error = job.getJsonObject("error");
    return row(
        job.getString("job_id"),
        job.getString("state"),
        job.getValue("attempts"),
        job.getString("enqueued_at"),
        job.getValue("cost_usd"),
        error == null ? job.getString("task_id", "") : error.getString("code"));
  }

  private static String row(Object... cells) {
    Object[] plain =
        Stream.of(cells).map(cell -> PlainLine.of(String.valueOf(cell), LONGEST_CELL)).toArray();
    return String.format("%-32s %-12s %-8s %-24s %8s  %s", plain).stripTrailing();
  }
}
