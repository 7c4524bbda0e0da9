package dev.keyframed.adapter.redis;

import dev.keyframed.job.Attempt;
import dev.keyframed.job.GenerationRequest;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobBuilder;
import dev.keyframed.job.JobId;
import dev.keyframed.job.JobSpec;
import dev.keyframed.job.Priority;
import dev.keyframed.job.State;
import dev.keyframed.port.JobStore.ClaimLimits;
import dev.keyframed.port.JobStore.NewJob;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/** Creates jobs for the tests of the store. */
final class StoredJobFixture {
  /** Sets a time longer than any task in these tests is at work. */
  static final Duration LONG = Duration.ofMinutes(60);

  static final long PRICE = 280_000;
  static final ClaimLimits PLENTY = new ClaimLimits(60_000_000, 1000, -1);
  static final GenerationRequest REQUEST =
      new GenerationRequest(
          "MiniMax-Hailuo-02", "ümläut", null, "https://x/y.png", true, 6, "768P");

  private StoredJobFixture() {}

  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  static Job queued(String id) {
    return queued(id, Priority.NORMAL, now());
  }

  static Job queued(String id, Priority priority, Instant enqueued) {
    JobSpec terms = new JobSpec("MiniMax-Hailuo-02", "768P", 6, PRICE, priority, null, null, 3);
    JobBuilder draft = new JobBuilder(new JobId(id), terms, enqueued);
    draft.ready = true;
    return draft.done();
  }

  static NewJob arrival(Job job) {
    return new NewJob("1-1", job, REQUEST, null, "digest");
  }

  static Job claimed(Job job) {
    return changed(
        job,
        draft -> {
          draft.state = State.SUBMITTING;
          draft.ready = false;
          draft.claims++;
          draft.attempt = new Attempt(draft.claims, "abc");
          draft.reserved = PRICE;
          draft.submittedAt = now();
          draft.due = now().plusSeconds(60);
        });
  }

  static Job changed(Job job, Consumer<JobBuilder> change) {
    JobBuilder draft = job.edit();
    change.accept(draft);
    return draft.done();
  }
}
