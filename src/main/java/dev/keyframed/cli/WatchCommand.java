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
            + " job is named; with --json a line of JSON each. While Redis is away it waits, for five"
            + " minutes; then it exits 3.")
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
    answer(state);
    return isEnd(state);
  }

  private void answer(String state) {
    access.answer(
        job + " is " + state, new JsonObject().put("job_id", job.text()).put("state", state));
  }

  private static boolean isEnd(String state) {
    return !state.equals(JobView.WAITING) && State.of(state).isEnded();
  }

  private void follow(Namespace namespace, String latest) throws InterruptedException {
    OutageRetry redis =
        new OutageRetry(
            line -> access.err().println(line),
            job == null ? "what happens further" : "how job " + job + " ends");
    String after = latest;
    long outages = 0;
    while (true) {
      String from = after;
      List<Happening> news = redis.get(() -> namespace.desk().events(from, AT_ONCE, PATIENCE));
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
      // A Redis that came back without its latest entries may never tell of the end.
      if (job != null && news.isEmpty() && outages < redis.outages()) {
        outages = redis.outages();
        if (hasEnded(redis, namespace)) {
          return;
        }
      }
    }
  }

  private boolean hasEnded(OutageRetry redis, Namespace namespace) throws InterruptedException {
    long waiting = redis.get(() -> namespace.desk().waiting());
    Map<String, String> hash = redis.get(() -> namespace.desk().job(job.text()));
    if (hash.isEmpty() && waiting == 0) {
      throw Failed.notKnown("job " + job + " is not in Redis any more, which was away");
    }
    String state = hash.getOrDefault("state", JobView.WAITING);
    if (isEnd(state)) {
      answer(state);
    }
    return isEnd(state);
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
