package dev.keyframed.adapter.redis;

import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.Failure;
import dev.keyframed.job.Failure.Mistake;
import dev.keyframed.job.Job;
import dev.keyframed.job.Video;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * Formats a job's result as users read it (src/docs/jobs-and-results.md), without {@code metadata}.
 * The script inserts the producer's own metadata text unchanged. Failure and video are parsed from
 * the result.
 */
final class ResultJson {
  private static final int MICRO_DIGITS = 6;
  private static final int CENT_DIGITS = 2;

  private ResultJson() {}

  /** Formats the result in its current state. Fields that do not apply are left out. */
  static String of(Job job) {
    JsonObject json = new JsonObject();
    json.put("job_id", job.id().text());
    json.put("state", job.state().label());
    put(json, "task_id", job.taskId());
    put(json, "file_id", job.fileId());
    put(json, "video", job.video() == null ? null : of(job.video()));
    put(json, "error", job.failure() == null ? null : of(job.failure()));
    json.put("attempts", job.attempts());
    json.put("cost_usd", dollars(job.spent()));
    put(json, "completed_by", job.completedBy() == null ? null : job.completedBy().label());
    putMoment(json, "enqueued_at", job.enqueuedAt());
    putMoment(json, "submitted_at", job.submittedAt());
    putMoment(json, "generated_at", job.generatedAt());
    putMoment(json, "finished_at", job.finishedAt());
    return json.encode();
  }

  private static JsonObject of(Video video) {
    JsonObject json = new JsonObject();
    json.put("path", video.path());
    json.put("bytes", video.bytes());
    json.put("sha256", video.sha256());
    put(json, "width", video.width() == 0 ? null : video.width());
    put(json, "height", video.height() == 0 ? null : video.height());
    put(json, "checked", video.checked() ? null : false);
    return json;
  }

  private static JsonObject of(Failure failure) {
    JsonObject json = new JsonObject();
    json.put("code", failure.code().label());
    put(json, "provider_code", failure.providerCode() == 0 ? null : failure.providerCode());
    json.put("message", failure.message());
    put(json, "trace_id", failure.traceId());
    if (!failure.mistakes().isEmpty()) {
      JsonArray errors = new JsonArray();
      for (Mistake mistake : failure.mistakes()) {
        errors.add(
            new JsonObject().put("field", mistake.field()).put("message", mistake.message()));
      }
      json.put("errors", errors);
    }
    return json;
  }

  /** Reads the failure of a result, or null if it has none. */
  static Failure failure(String result) {
    JsonObject json = new JsonObject(result).getJsonObject("error");
    if (json == null) {
      return null;
    }
    List<Mistake> mistakes =
        json.getJsonArray("errors", new JsonArray()).stream()
            .map(JsonObject.class::cast)
            .map(error -> new Mistake(error.getString("field"), error.getString("message")))
            .toList();
    return new Failure(
        ErrorCode.of(json.getString("code")),
        json.getInteger("provider_code", 0),
        json.getString("message"),
        json.getString("trace_id"),
        mistakes);
  }

  /** Reads the video of a result, or null if it has none. */
  static Video video(String result) {
    JsonObject json = new JsonObject(result).getJsonObject("video");
    return json == null
        ? null
        : new Video(
            json.getString("path"),
            json.getLong("bytes"),
            json.getString("sha256"),
            json.getInteger("width", 0),
            json.getInteger("height", 0),
            json.getBoolean("checked", true));
  }

  /** Converts micro-dollars to dollars, exactly and with at least two decimals: {@code 0.28}. */
  private static BigDecimal dollars(long micros) {
    BigDecimal exact = BigDecimal.valueOf(micros, MICRO_DIGITS).stripTrailingZeros();
    return exact.setScale(Math.max(exact.scale(), CENT_DIGITS));
  }

  private static void put(JsonObject json, String name, Object value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  private static void putMoment(JsonObject json, String name, Instant moment) {
    put(json, name, moment == null ? null : Instant.ofEpochMilli(moment.toEpochMilli()).toString());
  }
}
