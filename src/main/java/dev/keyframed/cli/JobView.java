package dev.keyframed.cli;

import dev.keyframed.adapter.redis.NamespaceClient;
import dev.keyframed.app.CommandException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Converts a job to the JSON that users see, with the field names of a result.
 *
 * <p>Once the job has a result, the fields of the result replace those of the record.
 */
final class JobView {
  /** Marks a job that is due at once; it carries no time. */
  private static final String AT_ONCE = "0";

  /** Names the state of a job that no daemon has taken from the queue yet. */
  static final String WAITING = "waiting";

  private static final Pattern GIVEN_BY_REDIS = Pattern.compile("[0-9]{1,20}-[0-9]{1,20}");
  private static final List<String> TEXTS =
      List.of("state", "priority", "resolution", "task_id", "file_id", "completed_by");
  private static final List<String> MOMENTS =
      List.of(
          "not_before", "expires_at", "enqueued_at", "submitted_at", "generated_at", "finished_at");

  private JobView() {}

  /** Returns the view of a job from its hash in Redis, without its result. */
  static JsonObject of(String id, Map<String, String> hash) {
    JsonObject view = new JsonObject().put("job_id", id);
    TEXTS.stream().filter(hash::containsKey).forEach(name -> view.put(name, hash.get(name)));
    view.put("duration", count(hash, "duration"));
    view.put("attempts", count(hash, "claims") - count(hash, "unsent"));
    view.put("cost_usd", TextFormat.dollars(Long.parseLong(hash.getOrDefault("spent", "0"))));
    if (hash.containsKey("error")) {
      view.put("error", new JsonObject().put("code", hash.get("error")));
    }
    MOMENTS.stream()
        .filter(hash::containsKey)
        .forEach(name -> view.put(name, TextFormat.moment(hash.get(name))));
    if (!hash.getOrDefault("due", AT_ONCE).equals(AT_ONCE)) {
      view.put("due_at", TextFormat.moment(hash.get("due")));
    }
    return view;
  }

  private static int count(Map<String, String> hash, String field) {
    return Integer.parseInt(hash.getOrDefault(field, "0"));
  }

  /**
   * Returns all that is known of a job.
   *
   * <p>A job that waits on the queue is found by the id of its entry.
   *
   * @throws CommandException if there is no such job
   */
  static JsonObject find(NamespaceSession namespace, String id) throws TimeoutException {
    NamespaceClient client = namespace.client();
    // The queue is read before the hash, so that a job taken in between is not missed in both.
    boolean waits = GIVEN_BY_REDIS.matcher(id).matches() && namespace.get(client.isWaiting(id));
    long waiting = namespace.get(client.waiting());
    Map<String, String> hash = namespace.get(client.job(id));
    if (!hash.isEmpty()) {
      Optional<String> result = namespace.get(client.result(id));
      JsonObject view = of(id, hash);
      result.map(ResultText::read).ifPresent(view::mergeIn);
      return view;
    }
    if (waits) {
      return new JsonObject().put("job_id", id).put("state", WAITING);
    }
    throw missing(id, waiting);
  }

  /**
   * Returns the failure for a job that was not found; it names the entries that no daemon has taken
   * yet.
   */
  static CommandException missing(String id, long waiting) {
    String perhaps =
        waiting == 0 ? "" : "; " + waiting + " wait on the queue that no daemon has taken yet";
    return new CommandException("job not found: " + id + perhaps);
  }
}
