package dev.keyframed.cli;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.keyframed.adapter.redis.NamespaceClient;
import dev.keyframed.app.CommandException;
import dev.keyframed.job.State;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows the progress of jobs, one line each, until all have ended. */
final class Progress {
  private static final int CHECK_INTERVAL_MILLIS = 200;

  /** Sets the number of checks after which a waiting job is reported as late. */
  private static final int LATE_CHECKS = 10;

  /** Sets the number of checks after which the reason of the wait is asked for. */
  private static final int QUEUED_LONG_CHECKS = 10;

  private static final double ALMOST = 99;
  private static final int BAR = 24;

  /** Sets the columns that a line with a bar needs. */
  private static final int WIDE = 74;

  private final NamespaceClient client;
  private final LiveLines lines;
  private final OutageRetry redis;
  private final Duration expected;

  Progress(NamespaceClient client, LiveLines lines, OutageRetry redis, Duration expected) {
    this.client = client;
    this.lines = lines;
    this.redis = redis;
    this.expected = expected;
  }

  /**
   * Represents an entry of the queue whose job is awaited.
   *
   * @param id the job's own id, or that of the entry
   * @param digest the digest of the job, as the hash of a stored job has it
   */
  record Awaited(String entry, String id, String digest) {}

  /**
   * Waits until a daemon has taken an entry of the queue, and returns the id of its job.
   *
   * <p>A different job under a known id is rejected, under the id of its entry.
   *
   * @param late runs once if that takes longer than with a running daemon
   * @throws CommandException if the entry was deleted
   */
  String untilTaken(Awaited awaited, Runnable late) throws InterruptedException {
    for (int checks = 0; redis.get(() -> client.isWaiting(awaited.entry())); checks++) {
      if (checks == LATE_CHECKS) {
        late.run();
      }
      lines.show(List.of(line(awaited.id(), Map.of())));
      MILLISECONDS.sleep(CHECK_INTERVAL_MILLIS);
    }
    if (awaited.id().equals(awaited.entry())
        || !redis.get(() -> client.job(awaited.entry())).isEmpty()) {
      return awaited.entry();
    }
    String storedDigest = redis.get(() -> client.job(awaited.id())).get("digest");
    if (storedDigest != null && !storedDigest.equals(awaited.digest())) {
      lines.keepLines();
      throw CommandException.notKnown(
          "entry %s has gone from the queue, and job %s has other content: the entry was deleted, or Redis has lost it"
              .formatted(awaited.entry(), awaited.id()));
    }
    return awaited.id();
  }

  /**
   * Waits until all jobs have ended, and returns their results in the order of the ids.
   *
   * @param queuedLong runs once if jobs stay queued for some seconds
   */
  List<JsonObject> untilAllEnded(List<String> ids, Runnable queuedLong)
      throws InterruptedException {
    int checksQueued = 0;
    while (true) {
      List<JsonObject> results = new ArrayList<>();
      List<String> shown = new ArrayList<>();
      for (String id : ids) {
        Map<String, String> job = read(id);
        shown.add(line(id, job));
        if (State.QUEUED.label().equals(job.get("state")) && ++checksQueued == QUEUED_LONG_CHECKS) {
          queuedLong.run();
        }
        if (isEnded(job)) {
          Optional<String> result = redis.get(() -> client.result(id));
          result.map(ResultText::read).ifPresent(results::add);
        }
      }
      lines.show(shown);
      if (results.size() == ids.size()) {
        lines.keepLines();
        return results;
      }
      MILLISECONDS.sleep(CHECK_INTERVAL_MILLIS);
    }
  }

  /**
   * Reads the hash of a job; empty while it waits on the queue.
   *
   * <p>A job moves from the queue to its record in one step, so a job in neither place is lost.
   */
  private Map<String, String> read(String id) throws InterruptedException {
    Map<String, String> job = redis.get(() -> client.job(id));
    if (job.isEmpty() && redis.get(client::waiting) == 0) {
      job = redis.get(() -> client.job(id));
      if (job.isEmpty()) {
        lines.keepLines();
        throw CommandException.notKnown(
            "job "
                + id
                + " is neither on the queue nor stored any more: Redis has lost it, or it was paid for before"
                + " and its record has expired; the daemon's log says which");
      }
    }
    return job;
  }

  private static boolean isEnded(Map<String, String> job) {
    return job.containsKey("state") && State.of(job.get("state")).isEnded();
  }

  /**
   * Formats the line of a job; without a terminal it has no percentage, so it changes only with the
   * state.
   */
  private String line(String id, Map<String, String> job) {
    String state = job.getOrDefault("state", "on the queue");
    int percent = percent(job);
    if (!lines.isTerminal()) {
      return String.format("  %-24s %s", id, state);
    }
    if (lines.columns() < WIDE) {
      return String.format("  %3d %% %-13s %s", percent, state, id);
    }
    int full = percent * BAR / 100;
    return String.format(
        "  %-24s %-13s [%s%s] %3d %%",
        id, state, "#".repeat(full), ".".repeat(BAR - full), percent);
  }

  /** Returns the elapsed part of the expected time; 100 only once the job has ended. */
  private int percent(Map<String, String> job) {
    if (isEnded(job)) {
      return 100;
    }
    if (!job.containsKey("submitted_at")) {
      return 0;
    }
    double passed = System.currentTimeMillis() - Double.parseDouble(job.get("submitted_at"));
    return (int) Math.max(0, Math.min(ALMOST, 100 * passed / expected.toMillis()));
  }

  /** Formats the outcome of a job for people. */
  static String outcome(JsonObject result) {
    String head = String.format("%-24s %s", result.getString("job_id"), result.getString("state"));
    JsonObject video = result.getJsonObject("video");
    if (video != null) {
      return head
          + "  "
          + TextFormat.line(video.getString("path"))
          + "  ("
          + result.getValue("cost_usd")
          + " USD, by "
          + result.getString("completed_by")
          + (video.getBoolean("checked", true) ? ")" : "; unchecked: no whole MP4 file)");
    }
    StringBuilder text = new StringBuilder(head);
    JsonObject error = result.getJsonObject("error", new JsonObject());
    if (error.containsKey("errors")) {
      error.getJsonArray("errors").forEach(each -> text.append(mistake((JsonObject) each)));
    } else {
      text.append("  ").append(TextFormat.line(String.valueOf(error.getString("message"))));
    }
    return text.toString();
  }

  private static String mistake(JsonObject mistake) {
    return "\n    "
        + TextFormat.line(mistake.getString("field") + ": " + mistake.getString("message"));
  }
}
