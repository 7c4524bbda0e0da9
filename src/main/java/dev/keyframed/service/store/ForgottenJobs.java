package dev.keyframed.service.store;

import dev.keyframed.job.Attempt;
import dev.keyframed.job.CreateResult;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobBuilder;
import dev.keyframed.job.JobId;
import dev.keyframed.job.JobSpec;
import dev.keyframed.job.Priority;
import dev.keyframed.job.State;
import dev.keyframed.job.machine.Decision;
import dev.keyframed.job.machine.Event;
import dev.keyframed.job.machine.Machine;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.JobStore.StoreResult;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Handles events of jobs that Redis has forgotten. For one thread.
 *
 * <p>If the task's id is known, the task is taken up again as an orphan under the job's id, for it
 * may have been paid for. Otherwise it is reported.
 */
final class ForgottenJobs {
  private static final int MOST_REPORTED = 1000;

  private final JobStore store;
  private final Supplier<Machine> machine;
  private final Supplier<Duration> retention;
  private final Clock clock;
  private final Reporter reporter;
  private final Consumer<Decision> stored;

  /** Jobs that were reported, since several events of one job may arrive. */
  private final Set<JobId> reported = Collections.newSetFromMap(Recent.put(MOST_REPORTED));

  /**
   * Handles events by that store and machine.
   *
   * @param retention how long an ended job is kept: a job submitted longer ago may have expired
   * @param stored receives each task that is taken up again
   */
  ForgottenJobs(
      JobStore store,
      Supplier<Machine> machine,
      Supplier<Duration> retention,
      Clock clock,
      Reporter reporter,
      Consumer<Decision> stored) {
    this.store = store;
    this.stored = stored;
    this.machine = machine;
    this.retention = retention;
    this.clock = clock;
    this.reporter = reporter;
  }

  /** Receives each task whose job Redis has forgotten. */
  interface Reporter {
    /**
     * Reports one forgotten job.
     *
     * @param taskId null where the answer that names it was lost
     */
    void forgotten(JobId job, Attempt attempt, String taskId);
  }

  /**
   * Decides an event of a job that is not in Redis.
   *
   * @param last the job as it was last read, if it was
   * @return empty where nothing can be done, or nothing was lost
   */
  Future<Optional<Decision>> handle(JobId id, Optional<Job> last, Event event) {
    boolean expired = last.filter(this::mayHaveExpired).isPresent();
    Optional<Job> base =
        expired ? Optional.empty() : last.filter(this::mayHaveCost).or(() -> unseen(id, event));
    if (base.isEmpty() || concernsNoTask(event)) {
      return nothing();
    }
    Job before = withoutRetries(base.get());
    Job next = machine.get().apply(before, event, clock.instant()).next();
    boolean atWork = next.taskId() != null && next.state() != State.QUEUED;
    if (!atWork && !mayBeTask(next, event)) {
      return nothing();
    }
    if (reported.add(id)) {
      reporter.forgotten(id, next.attempt(), next.taskId());
    }
    return atWork ? adopt(before, next) : nothing();
  }

  private Future<Optional<Decision>> adopt(Job before, Job next) {
    return store
        .adopt(next)
        .map(
            result -> {
              if (!(result instanceof StoreResult.Stored now)) {
                return Optional.<Decision>empty();
              }
              Decision adopted = Decision.adopted(before, now.job());
              stored.accept(adopted);
              return Optional.of(adopted);
            });
  }

  /** Checks whether the job had a task or an open creation, and cannot have expired since. */
  boolean mayHaveCost(Job job) {
    return !job.state().isEnded()
        && (job.taskId() != null || job.attempt() != null)
        && !mayHaveExpired(job);
  }

  private boolean mayHaveExpired(Job job) {
    return job.submittedAt() != null
        && !clock.instant().isBefore(job.submittedAt().plus(retention.get()));
  }

  /** Checks whether the creation may have become a task that no daemon knows. */
  private static boolean mayBeTask(Job next, Event event) {
    boolean lost = event instanceof Event.Answered answer && answer.result().mayHideTask();
    boolean waits = event instanceof Event.Due; // for a callback whose job would not be known
    return (lost || waits) && next.state() == State.UNCERTAIN;
  }

  /**
   * Checks for events that no task depends on: without a vote nothing is created, and commands or
   * claims cost nothing.
   */
  private static boolean concernsNoTask(Event event) {
    return event instanceof Event.ChallengeReceived
        || event instanceof Event.Claimed
        || event instanceof Event.Cancel
        || event instanceof Event.Retry
        || event instanceof Event.ResolvedAs
        || event instanceof Event.ResolvedNotCreated;
  }

  /** Returns a job made of the event alone, if the event names a task. */
  private Optional<Job> unseen(JobId id, Event event) {
    if (event instanceof Event.Pushed push) {
      return mayHaveExpired(id) ? Optional.empty() : Optional.of(unseen(id, push.attempt()));
    }
    return event instanceof Event.Answered answer && answer.result() instanceof CreateResult.Created
        ? Optional.of(unseen(id, answer.attempt()))
        : Optional.empty();
  }

  private Job unseen(JobId id, Attempt attempt) {
    Instant now = clock.instant();
    JobSpec spec = new JobSpec(JobSpec.USUAL_MODEL, "768P", 6, 0, Priority.NORMAL, null, null, 1);
    JobBuilder draft = new JobBuilder(id, spec, now);
    draft.state = State.UNCERTAIN;
    draft.claims = attempt.number();
    draft.attempt = attempt;
    draft.withCallback = true;
    draft.voted = true;
    draft.paid = 1;
    draft.submittedAt = now;
    draft.due = now;
    return draft.done();
  }

  /**
   * Checks whether an id made by Redis is older than the retention. Such a push may be of a job
   * that ended long ago.
   */
  private boolean mayHaveExpired(JobId id) {
    String text = id.text();
    int dash = text.indexOf('-');
    if (dash < 1 || dash > 13 || !text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'))) {
      return false;
    }
    Instant enqueued = Instant.ofEpochMilli(Long.parseLong(text.substring(0, dash)));
    return !clock.instant().isBefore(enqueued.plus(retention.get()));
  }

  /** Returns the job without further attempts, since its request is gone. */
  private static Job withoutRetries(Job job) {
    JobSpec was = job.spec();
    JobBuilder draft = job.edit();
    draft.spec =
        new JobSpec(
            was.model(),
            was.resolution(),
            was.duration(),
            was.price(),
            was.priority(),
            was.notBefore(),
            was.expiresAt(),
            Math.max(1, job.paid()));
    return draft.done();
  }

  private static Future<Optional<Decision>> nothing() {
    return Future.succeededFuture(Optional.empty());
  }
}
