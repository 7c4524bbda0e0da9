package dev.keyframed.store;

import dev.keyframed.job.Attempt;
import dev.keyframed.job.Decision;
import dev.keyframed.job.Draft;
import dev.keyframed.job.Event;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import dev.keyframed.job.Machine;
import dev.keyframed.job.Priority;
import dev.keyframed.job.State;
import dev.keyframed.job.Terms;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.JobStore.Swap;
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
 * Handles events of jobs that Redis has forgotten. Where the task's id is in hand, the task is
 * taken up again as an orphan under the job's id, for it may have been paid for; else it is
 * reported. For one thread.
 */
final class ForgottenJobs {
  private static final int MOST_REPORTED = 1000;

  private final JobStore store;
  private final Supplier<Machine> machine;
  private final Supplier<Duration> retention;
  private final Clock clock;
  private final Reporter reporter;
  private final Consumer<Decision> stored;

  /** Jobs that were reported: several events may be on their way to one. */
  private final Set<JobId> reported = Collections.newSetFromMap(Recent.put(MOST_REPORTED));

  /**
   * Handles events by that store and machine.
   *
   * @param retention how long an ended job is kept: one submitted longer ago may have expired
   * @param stored told of each task that is taken up again
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

  /** Learns of each task whose job Redis has forgotten. */
  interface Reporter {
    /**
     * Reports one.
     *
     * @param taskId null where the answer that names it was lost
     */
    void forgotten(JobId job, Attempt attempt, String taskId);
  }

  /**
   * What becomes of an event of a job that is not in Redis.
   *
   * @param last the job as it was last seen, if it was
   * @return empty where nothing can be done, or nothing was lost
   */
  Future<Optional<Decision>> happened(JobId id, Optional<Job> last, Event event) {
    boolean over = last.filter(this::mayHaveExpired).isPresent();
    Optional<Job> base =
        over ? Optional.empty() : last.filter(this::mayHaveCost).or(() -> unseen(id, event));
    if (base.isEmpty() || concernsNoTask(event)) {
      return nothing();
    }
    Job before = once(base.get());
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
            swap -> {
              if (!(swap instanceof Swap.Stored now)) {
                return Optional.<Decision>empty();
              }
              Decision adopted = Decision.adopted(before, now.job());
              stored.accept(adopted);
              return Optional.of(adopted);
            });
  }

  /** Whether it had a task, or an open creation, and cannot have expired since. */
  boolean mayHaveCost(Job job) {
    return !job.state().isEnded()
        && (job.taskId() != null || job.attempt() != null)
        && !mayHaveExpired(job);
  }

  private boolean mayHaveExpired(Job job) {
    return job.submittedAt() != null
        && !clock.instant().isBefore(job.submittedAt().plus(retention.get()));
  }

  /** A creation of which nobody knows any more whether it became a task. */
  private static boolean mayBeTask(Job next, Event event) {
    boolean lost =
        event instanceof Event.AnswerLost
            || event instanceof Event.AnswerUnreadable
            || event instanceof Event.Faulted;
    boolean waits = event instanceof Event.Due; // for a callback that nobody would know of
    return (lost || waits) && next.state() == State.UNCERTAIN;
  }

  /** Without a vote nothing is created; an operator's word, or a claim, costs nothing. */
  private static boolean concernsNoTask(Event event) {
    return event instanceof Event.Challenged
        || event instanceof Event.Claimed
        || event instanceof Event.Cancel
        || event instanceof Event.Retry
        || event instanceof Event.ResolvedAs
        || event instanceof Event.ResolvedNotCreated;
  }

  /** A job of which no more is known than that event says; only where that names a task. */
  private Optional<Job> unseen(JobId id, Event event) {
    if (event instanceof Event.Pushed push) {
      return mayHaveExpired(id) ? Optional.empty() : Optional.of(unseen(id, push.attempt()));
    }
    return event instanceof Event.Created created
        ? Optional.of(unseen(id, created.attempt()))
        : Optional.empty();
  }

  private Job unseen(JobId id, Attempt attempt) {
    Instant now = clock.instant();
    Terms terms = new Terms(Terms.USUAL_MODEL, "768P", 6, 0, Priority.NORMAL, null, null, 1);
    Draft draft = new Draft(id, terms, now);
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

  /** An id that Redis has made tells when: so late a push may be of a job that ended long ago. */
  private boolean mayHaveExpired(JobId id) {
    String text = id.text();
    int dash = text.indexOf('-');
    if (dash < 1 || dash > 13 || !text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'))) {
      return false;
    }
    Instant enqueued = Instant.ofEpochMilli(Long.parseLong(text.substring(0, dash)));
    return !clock.instant().isBefore(enqueued.plus(retention.get()));
  }

  /** Its request is gone: there is no other attempt after the one that is under way. */
  private static Job once(Job job) {
    Terms was = job.terms();
    Draft draft = job.edit();
    draft.terms =
        new Terms(
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
