package dev.keyframed.cli;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.keyframed.job.State;
import dev.keyframed.redis.JobDesk;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;

/**
 * Shows jobs on their way, a line each: redrawn on a terminal, else printed when something changes.
 */
final class Progress {
  private static final int PATIENCE = 10;
  private static final int LOOK_EVERY_MILLIS = 200;
  private static final double ALMOST = 99;
  private static final int BAR = 24;

  private final JobDesk desk;
  private final PrintWriter out;
  private final List<String> ids;
  private final Duration expected;
  private final boolean terminal = CommandLine.Help.Ansi.AUTO.enabled();
  private final Map<String, String> shown = new HashMap<>();
  private boolean drawn;

  Progress(JobDesk desk, PrintWriter out, List<String> ids, Duration expected) {
    this.desk = desk;
    this.out = out;
    this.ids = ids;
    this.expected = expected;
  }

  /** The results, in the order of the ids, once all jobs have ended. */
  List<JsonObject> untilAllEnded() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    while (true) {
      List<JsonObject> results = new ArrayList<>();
      List<Map<String, String>> jobs = new ArrayList<>();
      for (String id : ids) {
        Map<String, String> job = desk.job(id).await(PATIENCE, SECONDS);
        jobs.add(job);
        if (isEnded(job)) {
          Optional<String> result = desk.result(id).await(PATIENCE, SECONDS);
          result.map(ResultText::read).ifPresent(results::add);
        }
      }
      show(jobs);
      if (results.size() == ids.size()) {
        return results;
      }
      if (never.await(LOOK_EVERY_MILLIS, MILLISECONDS)) {
        throw new IllegalStateException("nobody counts it down");
      }
    }
  }

  private static boolean isEnded(Map<String, String> job) {
    return job.containsKey("state") && State.of(job.get("state")).isEnded();
  }

  private void show(List<Map<String, String>> jobs) {
    if (terminal && drawn) {
      out.print("\033[" + ids.size() + "A");
    }
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      Map<String, String> job = jobs.get(i);
      String state = job.getOrDefault("state", "on the queue");
      if (terminal) {
        out.print("\033[2K" + line(id, state, percent(job)) + "\n");
      } else if (!state.equals(shown.put(id, state))) {
        out.println(line(id, state, percent(job)));
      }
    }
    drawn = true;
    out.flush();
  }

  private static String line(String id, String state, int percent) {
    int full = percent * BAR / 100;
    return String.format(
        "  %-24s %-13s [%s%s] %3d %%",
        id, state, "#".repeat(full), ".".repeat(BAR - full), percent);
  }

  /** Of the time that a video is expected to take; all of it only once the job has ended. */
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

  /** How a job ended, for people. */
  static String verdict(JsonObject result) {
    String head = String.format("%-24s %s", result.getString("job_id"), result.getString("state"));
    JsonObject video = result.getJsonObject("video");
    if (video != null) {
      return head
          + "  "
          + Shown.line(video.getString("path"))
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
      text.append("  ").append(Shown.line(String.valueOf(error.getString("message"))));
    }
    return text.toString();
  }

  private static String mistake(JsonObject mistake) {
    return "\n    " + Shown.line(mistake.getString("field") + ": " + mistake.getString("message"));
  }
}
