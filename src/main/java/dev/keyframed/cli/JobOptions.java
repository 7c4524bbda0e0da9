package dev.keyframed.cli;

import dev.keyframed.job.Failure.Mistake;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * Builds a job from the options of the command line.
 *
 * <p>Values are checked by admission; only those that cannot be read are refused here.
 */
final class JobOptions {
  @Option(
      names = "--last-frame",
      required = true,
      paramLabel = "F",
      description =
          "The last image: a file, which is sent along; a URL that the provider can fetch; or"
              + " file:NAME below the daemon's frames.dir.")
  String lastFrame;

  @Option(
      names = "--first-frame",
      paramLabel = "F",
      description = "The first image; given like --last-frame.")
  String firstFrame;

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      description = "What happens, up to 2000 characters; camera commands in brackets: [Push in].")
  String prompt;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description =
          "The job's id. It makes a repeat of the same job safe (default: assigned by Redis).")
  String id;

  @Option(names = "--duration", paramLabel = "S", description = "6 or 10 seconds (default: 6).")
  Integer duration;

  @Option(
      names = "--resolution",
      paramLabel = "R",
      description = "768P or 1080P; 10 seconds at 768P only (default: 768P).")
  String resolution;

  @Option(
      names = "--priority",
      paramLabel = "P",
      description = "high, normal or low (default: normal).")
  String priority;

  @Option(
      names = "--not-before",
      paramLabel = "TIME",
      description = "ISO 8601; the job is not submitted earlier.")
  String notBefore;

  @Option(
      names = "--expires-at",
      paramLabel = "TIME",
      description = "ISO 8601; the job fails, unpaid, if not submitted by then.")
  String expiresAt;

  @Option(
      names = "--max-attempts",
      paramLabel = "N",
      description = "Paid attempts, if a generation fails (default: submit.max_attempts).")
  Integer maxAttempts;

  @Option(
      names = "--metadata",
      paramLabel = "JSON",
      description = "An object of up to 4 KB, handed back in the result.")
  String metadata;

  @Option(
      names = "--no-prompt-optimizer",
      description = "The provider must not rewrite the prompt.")
  boolean promptAsIs;

  /**
   * Returns the job as JSON, as a producer writes it; adds options that cannot be read to the
   * mistakes.
   */
  String job(List<Mistake> mistakes) {
    JsonObject job = new JsonObject();
    put(job, "id", id);
    put(job, "prompt", prompt);
    putFrame(job, "first_frame_image", firstFrame, mistakes);
    putFrame(job, "last_frame_image", lastFrame, mistakes);
    put(job, "duration", duration);
    put(job, "resolution", resolution);
    put(job, "priority", priority);
    put(job, "not_before", notBefore);
    put(job, "expires_at", expiresAt);
    put(job, "max_attempts", maxAttempts);
    put(job, "prompt_optimizer", promptAsIs ? Boolean.FALSE : null);
    return metadata == null ? job.encode() : withMetadata(job.encode(), mistakes);
  }

  /**
   * Adds the metadata as written, since its numbers might lose digits if they were parsed and
   * encoded.
   */
  private String withMetadata(String job, List<Mistake> mistakes) {
    if (!isObject(metadata)) {
      mistakes.add(new Mistake("metadata", "must be an object, written as JSON"));
      return job;
    }
    String before = job.equals("{}") ? "{" : job.substring(0, job.length() - 1) + ",";
    return before + "\"metadata\":" + metadata + "}";
  }

  private static boolean isObject(String text) {
    try {
      return Json.decodeValue(text) instanceof JsonObject;
    } catch (DecodeException e) {
      return false;
    }
  }

  private static void put(JsonObject job, String field, Object value) {
    if (value != null) {
      job.put(field, value);
    }
  }

  private static void putFrame(
      JsonObject job, String field, String argument, List<Mistake> mistakes) {
    if (argument == null) {
      return;
    }
    try {
      job.put(field, FrameArgument.read(argument));
    } catch (IOException e) {
      mistakes.add(new Mistake(field, e.getMessage()));
    }
  }
}
