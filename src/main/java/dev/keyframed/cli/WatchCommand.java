package dev.keyframed.cli;

import dev.keyframed.adapter.redis.NamespaceClient;
import dev.keyframed.adapter.redis.NamespaceClient.StoredEvent;
import dev.keyframed.app.CommandException;
import dev.keyframed.job.JobId;
import dev.keyframed.job.State;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints changes of state from the stream of events, beginning now. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description =
        "Prints every change of state from now on, until the job has ended, or until Ctrl-C if no"
            + " job is given; with --json a line of JSON each. While Redis is unavailable it retries"
            + " for five minutes; then it exits 3.")
final class WatchCommand implements Callable<Integer> {
  private static final int EVENTS_LIMIT = 100;

  /**
   * Limits the wait for a new entry. It and the 5 s of a Redis command are less than the 10 s of
   * {@link OutageRetry}.
   */
  private static final Duration EVENTS_BLOCK_TIMEOUT = Duration.ofSeconds(2);

  private static final List<String> PRINTED_FIELDS = List.of("task_id", "file_id", "error");

  @Mixin NamespaceOptions access;

  @Parameters(arity = "0..1", paramLabel = "JOB", description = "The job's id; none: all jobs.")
  JobId job;

  @Override
  public Integer call() throws Exception {
    return access.use(
        namespace -> {
          NamespaceClient client = namespace.client();
          OutageRetry redis =
              new OutageRetry(
                  line -> access.err().println(line),
                  job == null ? "later changes" : "the end of job " + job);
          // The position is read before the job, so that later changes are among the events.
          String latest = redis.get(client::latestEvent);
          if (job == null || !hasEndedAtFirst(redis, client)) {
            follow(redis, client, latest);
          }
          return 0;
        });
  }

  private boolean hasEndedAtFirst(OutageRetry redis, NamespaceClient client)
      throws InterruptedException {
    Map<String, String> hash = read(redis, client, () -> JobView.missing(job.text(), 0));
    answer(hash);
    return isEnd(state(hash));
  }

  private boolean hasEndedMeanwhile(OutageRetry redis, NamespaceClient client)
      throws InterruptedException {
    Map<String, String> hash = read(redis, client, this::lost);
    if (isEnd(state(hash))) {
      answer(hash);
    }
    return isEnd(state(hash));
  }

  private CommandException lost() {
    return CommandException.notKnown(
        "job " + job + " is no longer in Redis, which was unavailable");
  }

  /**
   * Reads the hash of a job; empty while it may wait on the queue.
   *
   * <p>A job moves from the queue to its record in one step, so a job in neither place is missing.
   */
  private Map<String, String> read(
      OutageRetry redis, NamespaceClient client, Supplier<CommandException> missing)
      throws InterruptedException {
    long waiting = redis.get(client::waiting);
    Map<String, String> hash = redis.get(() -> client.job(job.text()));
    if (hash.isEmpty() && waiting == 0) {
      throw missing.get();
    }
    return hash;
  }

  private static String state(Map<String, String> hash) {
    return hash.getOrDefault("state", JobView.WAITING);
  }

  private void answer(Map<String, String> hash) {
    String state = state(hash);
    JsonObject object = new JsonObject().put("job_id", job.text()).put("state", state);
    String error = hash.get("error");
    if (error != null) {
      object.put("error", error);
    }
    access.answer(job + " is " + state + (error == null ? "" : "  error " + error), object);
  }

  private static boolean isEnd(String state) {
    return !state.equals(JobView.WAITING) && State.of(state).isEnded();
  }

  private void follow(OutageRetry redis, NamespaceClient client, String latest)
      throws InterruptedException {
    String after = latest;
    long outages = 0;
    while (true) {
      String from = after;
      List<StoredEvent> events =
          redis.get(() -> client.events(from, EVENTS_LIMIT, EVENTS_BLOCK_TIMEOUT));
      for (StoredEvent event : events) {
        after = event.entry();
        Map<String, String> fields = event.fields();
        boolean ours = job == null || job.text().equals(fields.get("job_id"));
        if (ours) {
          print(fields);
        }
        if (ours && job != null && isEnd(fields.get("state"))) {
          return;
        }
      }
      // A Redis that lost its latest entries in an outage may never deliver the end as an event.
      if (job != null && outages < redis.outages()) {
        outages = redis.outages();
        if (hasEndedMeanwhile(redis, client)) {
          return;
        }
      }
    }
  }

  private void print(Map<String, String> fields) {
    String at = TextFormat.moment(fields.get("at"));
    JsonObject object = new JsonObject().put("job_id", fields.get("job_id")).put("at", at);
    StringBuilder text =
        new StringBuilder(at).append("  ").append(fields.get("job_id")).append("  ");
    if (fields.containsKey("previous")) {
      object.put("previous", fields.get("previous"));
      text.append(fields.get("previous")).append(" -> ");
    }
    object.put("state", fields.get("state"));
    text.append(fields.get("state"));
    for (String name : PRINTED_FIELDS) {
      if (fields.containsKey(name)) {
        object.put(name, fields.get(name));
        text.append("  ").append(name).append(' ').append(fields.get(name));
      }
    }
    access.answer(text.toString(), object);
  }
}
