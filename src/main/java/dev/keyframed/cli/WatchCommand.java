package dev.keyframed.cli;

import dev.keyframed.job.JobId;
import dev.keyframed.job.State;
import dev.keyframed.redis.JobDesk.Happening;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The events stream from now on. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description =
        "Prints every change of state from now on, until the job has ended, or until Ctrl-C where no"
            + " job is named; with --json a line of JSON each.")
final class WatchCommand implements Callable<Integer> {
  private static final int AT_ONCE = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final List<String> TOLD = List.of("task_id", "file_id", "error");

  @Mixin Access access;

  @Parameters(arity = "0..1", paramLabel = "JOB", description = "The job's id; none: all jobs.")
  JobId job;

  @Override
  public Integer call() throws Exception {
    return access.use(
        namespace -> {
          // Before the look at the job: whatever changes after the look is then among the events.
          String latest = namespace.get(namespace.desk().latestEvent());
          if (job == null || !hasEnded(namespace)) {
            follow(namespace, latest);
          }
          return 0;
        });
  }

  private boolean hasEnded(Namespace namespace) throws TimeoutException {
    long waiting = namespace.get(namespace.desk().waiting());
    Map<String, String> hash = namespace.get(namespace.desk().job(job.text()));
    if (hash.isEmpty() && waiting == 0) {
      throw JobView.missing(job.text(), waiting);
    }
    String state = hash.getOrDefault("state", JobView.WAITING);
    access.answer(
        job + " is " + state, new JsonObject().put("job_id", job.text()).put("state", state));
    return isEnd(state);
  }

  private static boolean isEnd(String state) {
    return !state.equals(JobView.WAITING) && State.of(state).isEnded();
  }

  private void follow(Namespace namespace, String latest) throws TimeoutException {
    String after = latest;
    while (true) {
      List<Happening> news = namespace.get(namespace.desk().events(after, AT_ONCE, PATIENCE));
      for (Happening happening : news) {
        after = happening.entry();
        Map<String, String> fields = happening.fields();
        boolean ours = job == null || job.text().equals(fields.get("job_id"));
        if (ours) {
          tell(fields);
        }
        if (ours && job != null && isEnd(fields.get("state"))) {
          return;
        }
      }
    }
  }

  private void tell(Map<String, String> fields) {
    String at = Shown.moment(fields.get("at"));
    JsonObject object = new JsonObject().put("job_id", fields.get("job_id")).put("at", at);
    StringBuilder text =
        new StringBuilder(at).append("  ").append(fields.get("job_id")).append("  ");
    if (fields.containsKey("previous")) {
      object.put("previous", fields.get("previous"));
      text.append(fields.get("previous")).append(" -> ");
    }
    object.put("state", fields.get("state"));
    text.append(fields.get("state"));
    for (String name : TOLD) {
      if (fields.containsKey(name)) {
        object.put(name, fields.get(name));
        text.append("  ").append(name).append(' ').append(fields.get(name));
      }
    }
    access.answer(text.toString(), object);
  }
}
