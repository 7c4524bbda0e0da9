package dev.keyframed.cli;

import dev.keyframed.redis.JobDesk;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** A job as users see it: by the names of its result, which takes over once there is one. */
final class JobView {
  /** Due for long, and since when it does not say. */
  private static final String AT_ONCE = "0";

  /** The state shown of a job that no daemon has taken from the queue yet. */
  static final String WAITING = "waiting";

  private static final Pattern GIVEN_BY_REDIS = Pattern.compile("[0-9]{1,20}-[0-9]{1,20}");
  private static final List<String> TEXTS =
      List.of("state", "priority", "resolution", "task_id", "file_id", "completed_by");
  private static final List<String> MOMENTS =
      List.of(
          "not_before", "expires_at", "enqueued_at", "submitted_at", "generated_at", "finished_at");

  private JobView() {}

  /** By its hash alone. */
  static JsonObject of(String id, Map<String, String> hash) {
    JsonObject view = new JsonObject().put("job_id", id);
    TEXTS.stream().filter(hash::containsKey).forEach(name -> view.put(name, hash.get(name)));
    view.put("duration", Integer.valueOf(hash.getOrDefault("duration", "0")));
    view.put("attempts", Integer.valueOf(hash.getOrDefault("claims", "0")));
    view.put("cost_usd", Shown.dollars(Long.parseLong(hash.getOrDefault("spent", "0"))));
    if (hash.containsKey("error")) {
      view.put("error", new JsonObject().put("code", hash.get("error")));
    }
    MOMENTS.stream()
        .filter(hash::containsKey)
        .forEach(name -> view.put(name, Shown.moment(hash.get(name))));
    if (!hash.getOrDefault("due", AT_ONCE).equals(AT_ONCE)) {
      view.put("due_at", Shown.moment(hash.get("due")));
    }
    return view;
  }

  /**
   * All that is known of that job, one that waits on the queue under the id of its entry too.
   *
   * @throws Failed where there is none
   */
  static JsonObject find(Namespace namespace, String id) throws TimeoutException {
    JobDesk desk = namespace.desk();
    // Before its hash: a job that is taken in between must not be missed in both places.
    boolean waits = GIVEN_BY_REDIS.matcher(id).matches() && namespace.get(desk.isWaiting(id));
    long waiting = namespace.get(desk.waiting());
    Map<String, String> hash = namespace.get(desk.job(id));
    if (!hash.isEmpty()) {
      Optional<String> result = namespace.get(desk.result(id));
      JsonObject view = of(id, hash);
      result.map(ResultText::read).ifPresent(view::mergeIn);
      return view;
    }
    if (waits) {
      return new JsonObject().put("job_id", id).put("state", WAITING);
    }
    throw missing(id, waiting);
  }

  /** There is no such job, or it cannot be told from others that wait. */
  static Failed missing(String id, long waiting) {
    String perhaps =
        waiting == 0 ? "" : " yet: " + waiting + " wait on the queue that no daemon has taken";
    return new Failed("there is no job " + id + perhaps);
  }
}
