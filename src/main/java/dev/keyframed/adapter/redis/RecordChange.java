package dev.keyframed.adapter.redis;

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
 * Encodes a change of a job as one JSON object for the scripts; {@code lib.lua} reads its names.
 * Numbers are encoded as text, because a Lua number is a double.
 */
final class RecordChange {
  /**
   * Separates the priority classes in the ready index. It exceeds every moment in milliseconds
   * until the year 2600, so classes never overlap.
   */
  static final long CLASS = 20_000_000_000_000L;

  private static final long MINUTE_MILLIS = 60_000;

  private final Job before;
  private final Job next;
  private final Map<String, String> old;
  private final Map<String, String> wanted;
  private final String result;
  private final boolean orphan;

  private RecordChange(Job before, Job next, boolean orphan) {
    this.before = before;
    this.orphan = orphan;
    this.next = next;
    this.old = before == null ? Map.of() : JobCodec.fields(before);
    this.wanted = JobCodec.fields(next);
    this.result = hasResult(next) ? ResultJson.of(next) : "";
  }

  /** Creates the change that stores a new job. */
  static RecordChange of(Job job) {
    return new RecordChange(null, job, false);
  }

  /**
   * Creates the change that stores a job which Redis has forgotten. The job's task is bound to it.
   */
  static RecordChange ofOrphan(Job job) {
    return new RecordChange(null, job, true);
  }

  /** Creates the change that replaces one version of a job by another. */
  static RecordChange of(Job before, Job next) {
    return new RecordChange(before, next, false);
  }

  /** Returns the job as any reader will see it: moments are cut to milliseconds. */
  Job asRead() {
    return JobCodec.job(next.id(), wanted, result.isEmpty() ? null : result);
  }

  private Map<String, String> changed() {
    Map<String, String> changed = new LinkedHashMap<>(wanted);
    changed.entrySet().removeAll(old.entrySet());
    return changed;
  }

  /** Returns the text of the job's result, or an empty text if it has none. */
  String result() {
    return result;
  }

  private static boolean hasResult(Job job) {
    return job.state().isEnded() || job.failure() != null || job.video() != null;
  }

  /**
   * Encodes the change for the scripts.
   *
   * @param now the time by the clock of the job's moments; Redis uses its own clock, and receives
   *     each moment as a distance from now
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
    json.put("opened", Long.toString(next.reserved() - (before == null ? 0 : before.reserved())));
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
   * Adds the job's place in each index, or {@code false} if it leaves the index. The moment is
   * always sent, because a lease has moved it in the index.
   */
  private void indexes(JsonObject json, Instant now) {
    Instant ready = next.ready() ? next.enqueuedAt() : null;
    place(
        json,
        "ready",
        ready == null ? null : Long.toString(score(next.spec().priority(), ready)),
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
      putIfPresent(json, "works", works);
      putIfPresent(json, "worked", worked);
    }
  }

  /** Returns the minute of submission of a task at work, or null if no task is at work. */
  private static String workingSince(Job job) {
    boolean works = job.state() == State.GENERATING && job.submittedAt() != null;
    return works ? Long.toString(job.submittedAt().toEpochMilli() / MINUTE_MILLIS) : null;
  }

  /** Adds a value unless it is null. A null in JSON would be a value to a Lua script. */
  private static void putIfPresent(JsonObject json, String name, String value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  private static boolean isReady(Job job) {
    return job != null && job.ready();
  }

  /** Returns the distance from now to a moment, in the form that {@code lib.lua} reads. */
  static String distance(Instant moment, Instant now) {
    return moment.equals(Job.AT_ONCE)
        ? "at_once"
        : Long.toString(moment.toEpochMilli() - now.toEpochMilli());
  }

  /** Places the job in an index with a score, or removes it from the index. */
  private static void place(JsonObject json, String index, String score, boolean was) {
    if (score != null) {
      json.put(index, score);
    } else if (was) {
      json.put(index, false);
    }
  }

  /** Computes the score among the ready jobs: by priority, then by age. */
  private static long score(Priority priority, Instant enqueued) {
    int rank =
        switch (priority) {
          case HIGH -> 0;
          case NORMAL -> 1;
          case LOW -> 2;
        };
    return rank * CLASS + enqueued.toEpochMilli();
  }

  /**
   * Adds the binding of the task to one job. A task named by a push is bound only if no other job
   * has it.
   */
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
      boolean hint = next.taskIdSource() != null && next.taskIdSource().isHint();
      boolean named =
          !next.taskId().equals(before.taskId()) || before.taskIdSource() != next.taskIdSource();
      boolean fetched = next.state() == State.DOWNLOADING && before.state() != State.DOWNLOADING;
      json.put("task", next.taskId());
      json.put("binds", named || (hint && fetched));
      json.put("yields", hint);
    }
  }

  /**
   * Checks whether a price is taken back because a task failed that only a push has named. If that
   * task belonged to another job, this job's own task might still be at work. The next task would
   * then be paid for as well.
   */
  private boolean takesBackForAHint() {
    boolean queried = before.state() == State.GENERATING || before.state() == State.FAILED;
    boolean hint = before.taskIdSource() != null && before.taskIdSource().isHint();
    boolean takesBack = next.reserved() + next.spent() < before.reserved() + before.spent();
    return queried && hint && takesBack;
  }

  /** Returns what an entry of the events stream has in addition to id, state and moment. */
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
