package dev.keyframed.redis;

import dev.keyframed.job.Job;
import dev.keyframed.job.Priority;
import dev.keyframed.job.State;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a script needs to know of a change of a job, as one JSON object whose names {@code lib.lua}
 * reads. Numbers go as text: a Lua number is a double.
 */
final class Change {
  /**
   * Above every moment in milliseconds until the year 2600, so that a class never meets the next.
   */
  static final long CLASS = 20_000_000_000_000L;

  private static final long MINUTE_MILLIS = 60_000;

  private final Job before;
  private final Job next;
  private final Map<String, String> old;
  private final Map<String, String> wanted;
  private final String result;
  private final boolean orphan;

  private Change(Job before, Job next, boolean orphan) {
    this.before = before;
    this.orphan = orphan;
    this.next = next;
    this.old = before == null ? Map.of() : JobCodec.fields(before);
    this.wanted = JobCodec.fields(next);
    this.result = hasResult(next) ? ResultJson.of(next) : "";
  }

  /** A job that is new. */
  static Change of(Job job) {
    return new Change(null, job, false);
  }

  /** A job that is new because Redis has forgotten it; its task is bound. */
  static Change ofOrphan(Job job) {
    return new Change(null, job, true);
  }

  /** A job in the place of another version of itself. */
  static Change of(Job before, Job next) {
    return new Change(before, next, false);
  }

  /** The job as any reader will see it: moments lose what is finer than a millisecond. */
  Job asRead() {
    return JobCodec.job(next.id(), wanted, result.isEmpty() ? null : result);
  }

  private Map<String, String> changed() {
    Map<String, String> changed = new LinkedHashMap<>(wanted);
    changed.entrySet().removeAll(old.entrySet());
    return changed;
  }

  /** The text of the job's result; empty where it has none. */
  String result() {
    return result;
  }

  private static boolean hasResult(Job job) {
    return job.state().isEnded() || job.failure() != null || job.video() != null;
  }

  /**
   * Writes it for the scripts.
   *
   * @param now by the clock that the job's moments are by: Redis has one of its own, and is told
   *     how far off they are
   */
  String json(RedisSettings settings, Instant now) {
    JsonObject json = new JsonObject();
    json.put("id", next.id().text());
    json.put("state", next.state().label());
    if (before != null) {
      json.put("was", before.state().label());
      json.put("was_ended", before.state().isEnded());
      json.put("had_result", hasResult(before));
    }
    json.put("ended", next.state().isEnded());
    json.put("drop_request", !next.maySubmit() && (before == null || before.maySubmit()));
    json.put("retention", Long.toString(settings.retention().toMillis()));
    if (!settings.rememberIds().isZero()) {
      json.put("remember", Long.toString(settings.rememberIds().toMillis()));
    }
    if (settings.streamMaxLength() != RedisSettings.UNTRIMMED) {
      json.put("stream_length", Integer.toString(settings.streamMaxLength()));
    }
    json.put("opened", Long.toString(next.open() - (before == null ? 0 : before.open())));
    json.put("spent", Long.toString(next.spent() - (before == null ? 0 : before.spent())));
    fields(json);
    indexes(json, now);
    task(json);
    json.put("event", event());
    return json.encode();
  }

  private void fields(JsonObject json) {
    JsonArray set = new JsonArray();
    changed().forEach((name, value) -> set.add(name).add(value));
    if (orphan) {
      set.add("orphan").add("1");
      json.put("orphan", true);
    }
    JsonArray drop = new JsonArray();
    old.keySet().stream().filter(name -> !wanted.containsKey(name)).forEach(drop::add);
    json.put("set", set).put("drop", drop);
    if (before != null) {
      json.put("version", Long.toString(before.version()));
    }
  }

  /**
   * Where the job stands in each index, or {@code false} where it no longer does. The moment is
   * always told: taking it under a lease has moved it.
   */
  private void indexes(JsonObject json, Instant now) {
    Instant ready = next.ready() ? next.enqueuedAt() : null;
    place(
        json,
        "ready",
        ready == null ? null : Long.toString(score(next.terms().priority(), ready)),
        isReady(before));
    boolean fetches = next.state() == State.DOWNLOADING;
    boolean fetched = before != null && before.state() == State.DOWNLOADING;
    boolean timed = before != null && before.due() != null;
    String due = next.due() == null ? null : distance(next.due(), now);
    place(json, "due", fetches ? null : due, timed && !fetched);
    place(json, "downloads", fetches ? due : null, timed && fetched);
    String works = workingSince(next);
    String worked = before == null ? null : workingSince(before);
    if (!Objects.equals(works, worked)) {
      tell(json, "works", works);
      tell(json, "worked", worked);
    }
  }

  /** The minute in which the task that is at work was submitted; null where none is at work. */
  private static String workingSince(Job job) {
    boolean works = job.state() == State.GENERATING && job.submittedAt() != null;
    return works ? Long.toString(job.submittedAt().toEpochMilli() / MINUTE_MILLIS) : null;
  }

  /** What is null is left out: a Lua script would take it for something. */
  private static void tell(JsonObject json, String name, String value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  private static boolean isReady(Job job) {
    return job != null && job.ready();
  }

  /** How far off that moment is, as {@code lib.lua} reads it. */
  static String distance(Instant moment, Instant now) {
    return moment.equals(Job.AT_ONCE)
        ? "at_once"
        : Long.toString(moment.toEpochMilli() - now.toEpochMilli());
  }

  /** There with that score, or no longer there. */
  private static void place(JsonObject json, String index, String score, boolean was) {
    if (score != null) {
      json.put(index, score);
    } else if (was) {
      json.put(index, false);
    }
  }

  /** The place among the ready: by priority, then by age. */
  private static long score(Priority priority, Instant enqueued) {
    int rank =
        switch (priority) {
          case HIGH -> 0;
          case NORMAL -> 1;
          case LOW -> 2;
        };
    return rank * CLASS + enqueued.toEpochMilli();
  }

  /** The task's binding to one job: what a push names is only taken where no other job has it. */
  private void task(JsonObject json) {
    if (orphan) {
      json.put("task", next.taskId()).put("binds", true).put("yields", true);
    }
    if (before == null) {
      return; // any other new job has no task
    }
    if (before.taskId() != null && !before.taskId().equals(next.taskId())) {
      json.put("unbinds", true);
    }
    if (takesBackForAHint()) {
      json.put("must_own", true);
    }
    if (next.taskId() != null) {
      boolean hint = next.naming() != null && next.naming().isHint();
      boolean named = !next.taskId().equals(before.taskId()) || before.naming() != next.naming();
      boolean fetched = next.state() == State.DOWNLOADING && before.state() != State.DOWNLOADING;
      json.put("task", next.taskId());
      json.put("binds", named || (hint && fetched));
      json.put("yields", hint);
    }
  }

  /**
   * Whether the price is not to be paid because the task failed that a push has named. Were that
   * another job's, our own might still be at work, and the next one would be paid beside it.
   */
  private boolean takesBackForAHint() {
    boolean looked = before.state() == State.GENERATING || before.state() == State.FAILED;
    boolean hint = before.naming() != null && before.naming().isHint();
    boolean takesBack = next.open() + next.spent() < before.open() + before.spent();
    return looked && hint && takesBack;
  }

  /** What an entry of the events stream tells beside the id, the state and the moment. */
  private JsonArray event() {
    JsonArray event = new JsonArray();
    if (before != null) {
      event.add("previous").add(before.state().label());
    }
    for (String name : new String[] {"attempt", "task_id", "file_id", "error"}) {
      String value = wanted.get(name);
      if (value != null && !Objects.equals(value, old.get(name))) {
        event.add(name).add(value);
      }
    }
    return event;
  }
}
