package dev.keyframed.adapter.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyframed.job.Attempt;
import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.Failure;
import dev.keyframed.job.Job;
import dev.keyframed.job.Job.FormerAttempt;
import dev.keyframed.job.JobBuilder;
import dev.keyframed.job.JobId;
import dev.keyframed.job.JobSpec;
import dev.keyframed.job.Priority;
import dev.keyframed.job.State;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Converts a job to and from the fields of its hash. An absent field is null, zero, false or its
 * usual value. The long texts of a failure or a video are not in the hash, and are read from the
 * result. With short values only, the hash keeps its compact encoding and takes a fifth of the
 * memory.
 */
final class JobCodec {
  private static final String PAID = "+";
  private static final String FAILED = ":";

  /** Lists values that nearly every job has. Written out, they would cost 64 bytes for each job. */
  private static final Map<String, String> USUAL =
      Map.of(
          "model",
          JobSpec.USUAL_MODEL,
          "priority",
          Priority.NORMAL.label(),
          "resolution",
          "768P",
          "max_attempts",
          "3");

  private JobCodec() {}

  /** Returns the fields of a job. Moments are cut to epoch milliseconds. */
  static Map<String, String> fields(Job job) {
    HashFields fields = new HashFields();
    fields.put("state", job.state().label());
    writeLook(fields, job);
    writeSpec(fields, job.spec());
    writePlace(fields, job);
    writeAttempt(fields, job);
    writeTask(fields, job);
    Map<String, String> written = fields.written();
    written.entrySet().removeAll(USUAL.entrySet());
    return written;
  }

  /** Adds the usual values that a stored hash leaves out. */
  static Map<String, String> whole(Map<String, String> stored) {
    Map<String, String> whole = new HashMap<>(USUAL);
    whole.putAll(stored);
    return whole;
  }

  /**
   * Adds the fields that a query of a task at work, or a push, has changed. Names and values
   * alternate.
   *
   * @param next a job with a due moment
   * @return whether this is the whole change; false if a field would have to be removed
   */
  static boolean addLook(Job before, Job next, List<String> changed) {
    add("version", next.version(), changed);
    if (!next.due().equals(before.due())) {
      add("due", next.due().toEpochMilli(), changed);
    }
    if (next.queryDeadline() != null && !next.queryDeadline().equals(before.queryDeadline())) {
      add("look_by", next.queryDeadline().toEpochMilli(), changed);
    }
    boolean goes = next.queryDeadline() == null && before.queryDeadline() != null;
    return !goes
        && addNumber("tries", before.retries(), next.retries(), changed)
        && addNumber("misses", before.notFoundCount(), next.notFoundCount(), changed)
        && addNumber("hinted", before.endReported() ? 1 : 0, next.endReported() ? 1 : 0, changed);
  }

  private static boolean addNumber(String name, int before, int next, List<String> changed) {
    if (next != before) {
      add(name, next, changed);
    }
    return next == before || next != 0;
  }

  private static void add(String name, long value, List<String> changed) {
    changed.add(name);
    changed.add(Long.toString(value));
  }

  private static void writeLook(HashFields fields, Job job) {
    fields.put("version", Long.toString(job.version()));
    fields.putMoment("due", job.due());
    fields.putMoment("look_by", job.queryDeadline());
    fields.putNumber("tries", job.retries());
    fields.putNumber("misses", job.notFoundCount());
    fields.putFlag("hinted", job.endReported());
  }

  private static void writeSpec(HashFields fields, JobSpec spec) {
    fields.put("model", spec.model());
    fields.put("priority", spec.priority().label());
    fields.put("resolution", spec.resolution());
    fields.putNumber("duration", spec.duration());
    fields.putNumber("price", spec.price());
    fields.putMoment("not_before", spec.notBefore());
    fields.putMoment("expires_at", spec.expiresAt());
    fields.put("max_attempts", Integer.toString(spec.maxAttempts()));
  }

  private static void writePlace(HashFields fields, Job job) {
    fields.putFlag("ready", job.ready());
    fields.putNumber("open", job.reserved());
    fields.putNumber("spent", job.spent());
    fields.putMoment("enqueued_at", job.enqueuedAt());
    fields.putMoment("submitted_at", job.submittedAt());
    fields.putMoment("generated_at", job.generatedAt());
    fields.putMoment("finished_at", job.finishedAt());
    fields.putWord("completed_by", job.completedBy());
    fields.put("error", job.failure() == null ? null : job.failure().code().label());
  }

  private static void writeAttempt(HashFields fields, Job job) {
    fields.putNumber("claims", job.claims());
    fields.putNumber("untried", job.unsentClaims());
    fields.putNumber("unsent", job.notSent());
    fields.put("attempt", job.attempt() == null ? null : job.attempt().toString());
    fields.putFlag("with_callback", job.withCallback());
    fields.putFlag("voted", job.voted());
    fields.put("store_id", job.redisReplId());
    fields.putNumber("paid", job.paid());
    fields.put("past", job.past().isEmpty() ? null : past(job.past()));
    fields.put("trace_id", job.traceId());
  }

  private static void writeTask(HashFields fields, Job job) {
    fields.put("task_id", job.taskId());
    fields.putWord("naming", job.taskIdSource());
    fields.put("file_id", job.fileId());
    fields.putNumber("width", job.width());
    fields.putNumber("height", job.height());
  }

  /**
   * Builds a job from its fields.
   *
   * @param result its result as JSON, or null if it has none
   * @throws IllegalArgumentException if the fields are not those of a job
   */
  static Job job(JobId id, Map<String, String> stored, String result) {
    HashFields fields = new HashFields(whole(stored));
    JobBuilder draft = new JobBuilder(id, readSpec(fields), fields.moment("enqueued_at"));
    draft.state = State.of(fields.text("state"));
    draft.version = fields.number("version");
    readPlace(fields, draft);
    readAttempt(fields, draft);
    readTask(fields, draft);
    if (result != null) {
      draft.failure = ResultJson.failure(result);
      draft.video = ResultJson.video(result);
    } else if (fields.text("error") != null) {
      draft.failure = Failure.of(ErrorCode.of(fields.text("error")), "its result is gone");
    }
    return draft.done();
  }

  private static JobSpec readSpec(HashFields fields) {
    return new JobSpec(
        fields.text("model"),
        fields.text("resolution"),
        fields.count("duration"),
        fields.number("price"),
        Priority.of(fields.text("priority")),
        fields.moment("not_before"),
        fields.moment("expires_at"),
        fields.count("max_attempts"));
  }

  private static void readPlace(HashFields fields, JobBuilder draft) {
    draft.ready = fields.flag("ready");
    draft.due = fields.moment("due");
    draft.queryDeadline = fields.moment("look_by");
    draft.retries = fields.count("tries");
    draft.notFoundCount = fields.count("misses");
    draft.reserved = fields.number("open");
    draft.spent = fields.number("spent");
    draft.submittedAt = fields.moment("submitted_at");
    draft.generatedAt = fields.moment("generated_at");
    draft.finishedAt = fields.moment("finished_at");
    draft.completedBy = fields.word("completed_by", Job.Via.class);
  }

  private static void readAttempt(HashFields fields, JobBuilder draft) {
    draft.claims = fields.count("claims");
    draft.unsentClaims = fields.count("untried");
    draft.notSent = fields.count("unsent");
    String attempt = fields.text("attempt");
    draft.attempt = attempt == null ? null : attempt(attempt);
    draft.withCallback = fields.flag("with_callback");
    draft.voted = fields.flag("voted");
    draft.redisReplId = fields.text("store_id");
    draft.paid = fields.count("paid");
    String past = fields.text("past");
    draft.past = past == null ? new ArrayList<>() : past(past);
    draft.traceId = fields.text("trace_id");
  }

  private static void readTask(HashFields fields, JobBuilder draft) {
    draft.taskId = fields.text("task_id");
    draft.taskIdSource = fields.word("naming", Job.TaskIdSource.class);
    draft.endReported = fields.flag("hinted");
    draft.fileId = fields.text("file_id");
    draft.width = fields.count("width");
    draft.height = fields.count("height");
  }

  /**
   * Formats the attempts left behind, as in {@code 1-k2m9x0qa,2-p01zzk3b+,3-0x4r:361720188367060}.
   * A plus marks an attempt whose price was counted. A colon precedes the id of a failed task,
   * which is encoded so that no character of it has a meaning here.
   */
  private static String past(List<FormerAttempt> past) {
    return past.stream().map(JobCodec::text).collect(Collectors.joining(","));
  }

  private static String text(FormerAttempt left) {
    String failed = left.failed() == null ? "" : FAILED + URLEncoder.encode(left.failed(), UTF_8);
    return left.attempt() + (left.paid() ? PAID : "") + failed;
  }

  private static List<FormerAttempt> past(String text) {
    return Arrays.stream(text.split(",")).map(JobCodec::left).toList();
  }

  private static FormerAttempt left(String text) {
    int colon = text.indexOf(FAILED);
    String failed = colon < 0 ? null : URLDecoder.decode(text.substring(colon + 1), UTF_8);
    String before = colon < 0 ? text : text.substring(0, colon);
    boolean paid = before.endsWith(PAID);
    String attempt = paid ? before.substring(0, before.length() - 1) : before;
    return new FormerAttempt(attempt(attempt), paid, failed);
  }

  private static Attempt attempt(String text) {
    return Attempt.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("not an attempt: " + text));
  }
}
