package dev.keyframed.service.intake;

import dev.keyframed.job.Failure;
import dev.keyframed.job.GenerationRequest;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import dev.keyframed.job.JobSpec;
import dev.keyframed.job.Priority;
import dev.keyframed.job.machine.Machine;
import dev.keyframed.port.JobQueue;
import dev.keyframed.port.JobQueue.Content;
import dev.keyframed.port.JobQueue.Entry;
import dev.keyframed.port.JobStore.NewJob;
import dev.keyframed.support.frame.UnusableFrameException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/**
 * Turns a queue entry into a job, or into a rejected job that names every mistake. The rules are
 * those of src/docs/jobs-and-results.md and src/docs/provider-api.md. Reads frames, so it may take
 * a moment: for a worker thread. Thread-safe.
 */
public final class Admission {
  private static final int LARGEST_METADATA = 4096;

  private final JobSchema shape = new JobSchema();
  private final FrameRules frames;
  private final PriceTable prices;
  private final int maxAttempts;

  /** Default values of a job's fields. */
  private final Map<String, Object> usual = shape.fallbacks();

  /** Creates an admission with those settings, which stay fixed. */
  public Admission(IntakeSettings settings) {
    this(settings, new FrameRules(settings.framesDir(), settings.allowPrivateAddresses()));
  }

  private Admission(IntakeSettings settings, FrameRules frames) {
    this.frames = frames;
    prices = new PriceTable(settings.prices());
    maxAttempts = settings.maxAttempts();
  }

  /**
   * Creates an admission for a producer, whose machine may not have the daemon's {@code
   * frames.dir}.
   */
  public static Admission elsewhere(IntakeSettings settings) {
    return new Admission(settings, FrameRules.withoutFiles(settings.allowPrivateAddresses()));
  }

  /** Returns the entry's job: queued, or rejected with its mistakes. */
  public NewJob examine(Entry entry, Instant now) {
    FieldErrors mistakes = new FieldErrors();
    JobParser text = text(entry, mistakes);
    if (text.isWhole()) {
      shape.check(text.fields(), mistakes);
    }
    JobFields fields = new JobFields(text.fields(), shape, mistakes);
    JobSpec spec = spec(fields);
    checkTogether(spec, mistakes);
    GenerationRequest request = request(fields, mistakes);
    String metadata = metadata(text, mistakes);
    String own = fields.text("id");
    JobId id = new JobId(own == null ? entry.id() : own);
    Instant enqueued = enqueuedAt(entry, now);
    boolean good = mistakes.isEmpty();
    Job job =
        good
            ? Machine.admit(id, spec, enqueued, now)
            : Machine.reject(id, spec, enqueued, Failure.invalid(mistakes.list()), now);
    String digest =
        own == null
            ? Fingerprint.of(entry.content())
            : Fingerprint.of(text.fields(), usual, text.metadata());
    return new NewJob(entry.id(), job, good ? request : null, metadata, digest);
  }

  /** Returns the job's text, or an empty one if the content of the entry cannot be a job. */
  private static JobParser text(Entry entry, FieldErrors mistakes) {
    if (entry.content() instanceof Content.Text text) {
      return JobParser.read(text.bytes(), mistakes);
    }
    mistakes.add("job", fault(entry));
    return JobParser.none(mistakes);
  }

  private static String fault(Entry entry) {
    Content content = entry.content();
    if (content instanceof Content.TooLong text) {
      return JobParser.tooLong(text.bytes());
    }
    if (content instanceof Content.TooManyFields fields) {
      return "is one of %d fields: an entry may have at most %d, of which only job is read"
          .formatted(fields.count(), JobQueue.MOST_FIELDS);
    }
    if (content instanceof Content.Withheld) {
      return "was not read again: a daemon ended %d times while reading it"
          .formatted(entry.starts() - 1);
    }
    return "is missing: the entry has no field of that name";
  }

  private JobSpec spec(JobFields fields) {
    String resolution = fields.text("resolution");
    int duration = fields.number("duration", 0);
    return new JobSpec(
        fields.text("model"),
        resolution,
        duration,
        prices.of(resolution, duration),
        Priority.of(fields.text("priority")),
        fields.time("not_before"),
        fields.time("expires_at"),
        fields.number("max_attempts", maxAttempts));
  }

  /**
   * Builds the request. The prompt is not checked: an unknown camera command is text to the model.
   */
  private GenerationRequest request(JobFields fields, FieldErrors mistakes) {
    return new GenerationRequest(
        fields.text("model"),
        fields.text("prompt"),
        frame("first_frame_image", fields, mistakes),
        frame("last_frame_image", fields, mistakes),
        fields.flag("prompt_optimizer"),
        fields.number("duration", 0),
        fields.text("resolution"));
  }

  private static void checkTogether(JobSpec spec, FieldErrors mistakes) {
    if (spec.duration() == 10 && !spec.resolution().equals("768P")) {
      mistakes.add("duration", "must be 6 at 1080P: the provider makes 10 seconds at 768P only");
    }
    boolean window = spec.notBefore() != null && spec.expiresAt() != null;
    if (window && !spec.expiresAt().isAfter(spec.notBefore())) {
      mistakes.add("expires_at", "must be after not_before");
    }
  }

  /**
   * Returns the frame in the form that the provider documents, or null if it is missing or
   * mistaken.
   */
  private String frame(String field, JobFields fields, FieldErrors mistakes) {
    String given = fields.text(field);
    try {
      return given == null ? null : frames.normal(given);
    } catch (UnusableFrameException e) {
      mistakes.add(field, e.getMessage());
      return null;
    }
  }

  /** Returns the metadata, or null if it is missing or mistaken. */
  private static String metadata(JobParser text, FieldErrors mistakes) {
    String metadata = text.metadata();
    if (metadata == null || mistakes.fields().contains(JobParser.METADATA)) {
      return null;
    }
    int size = metadata.getBytes(StandardCharsets.UTF_8).length;
    if (size > LARGEST_METADATA) {
      String message = "must be at most " + LARGEST_METADATA + " bytes of JSON; it has " + size;
      mistakes.add(JobParser.METADATA, message);
      return null;
    }
    return metadata;
  }

  /**
   * Reads the time of arrival from the entry's id. A producer may choose the id, so it can lie in
   * the future.
   */
  private static Instant enqueuedAt(Entry entry, Instant now) {
    String milliseconds = entry.id().replaceFirst("-.*", "");
    try {
      Instant then = Instant.ofEpochMilli(Long.parseLong(milliseconds));
      return then.isBefore(now) ? then : now;
    } catch (NumberFormatException e) { // longer than a long, as the queue's ids may be
      return now;
    }
  }
}
