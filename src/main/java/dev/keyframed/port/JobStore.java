package dev.keyframed.port;

import dev.keyframed.job.Account;
import dev.keyframed.job.GenerationRequest;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Stores jobs and the account. Any number of daemons may share one store.
 *
 * <p>A job is changed by {@link #swap} and {@link #claim} alone. Of two changes that start from one
 * version the first wins. The other gets the job as it is now.
 */
public interface JobStore {

  /**
   * Stores a new job and removes its entry from the queue, in one step.
   *
   * <p>A stored job of that id stays as it is, and the entry is removed all the same: it is a
   * repeat. If the contents differ, the entry stays on the queue.
   */
  Future<AdmitResult> admit(NewJob newJob);

  /** Returns the job as it is now. */
  Future<Optional<Job>> find(JobId id);

  /** Returns the job's content for the provider; empty once it can no longer be submitted. */
  Future<Optional<GenerationRequest>> request(JobId id);

  /**
   * Stores {@code next} in place of {@code before}, with its place in every index.
   *
   * <p>A changed state adds an entry to the events stream, and an end adds one to the results
   * stream.
   *
   * @param vote whether the change is a vote: then the future waits until replicas have it too,
   *     where there are any
   */
  Future<StoreResult> swap(Job before, Job next, boolean vote);

  /**
   * Stores a claim if the limits of the whole namespace allow it now.
   *
   * <p>The limits are hold and pause of the account, submissions a minute, tasks in flight, and
   * today's budget. The claim uses its share of them in the same step.
   */
  Future<StoreResult> claim(Job before, Job next, ClaimLimits limits);

  /**
   * Stores a forgotten job again, so that its paid task is not lost.
   *
   * <p>If the job is there after all, nothing is stored. Its result says that it is an orphan. Its
   * request and metadata are gone for good.
   *
   * @param job with a task
   * @return stored, stale or taken
   */
  Future<StoreResult> adopt(Job job);

  /** Returns the next ready job, the account and the identity of Redis, read at one moment. */
  Future<NextJob> head();

  /**
   * Takes due jobs from that queue, at most {@code limit}.
   *
   * <p>Jobs that are due at once come first. The most overdue come next, and are left a share of
   * the places. Each job is the caller's for the lease. If it has not been changed by then, the
   * next caller gets it.
   */
  Future<List<Job>> due(DueQueue queue, int limit, Duration lease);

  /** Returns the account as all daemons share it. */
  Future<Account> account();

  /**
   * Stores the account if it still has that version.
   *
   * @return whether it was stored
   */
  Future<Boolean> swapAccount(Account before, Account next);

  /**
   * Takes one permit of the namespace's query budget, or returns how long to wait for it; zero:
   * taken.
   */
  Future<Duration> permitQuery(int perMinute);

  /**
   * Counts the jobs in each state, and their cost. The effort does not grow with the number of
   * jobs.
   *
   * @param overdueAfter a task that has been at work for longer is counted as overdue
   */
  Future<NamespaceStats> census(Duration overdueAfter);

  /** Lists the queues of due jobs. */
  enum DueQueue {
    /** Polls, leases and delays. */
    SCANNER,
    /** Videos to fetch. */
    DOWNLOADS
  }

  /**
   * Represents a job from the queue.
   *
   * @param entry the id of its queue entry
   * @param job as the machine admits or rejects it
   * @param request or null for a rejected one
   * @param metadata the producer's own object as JSON text, or null
   * @param digest of its content, which tells it from another job of the same id
   */
  record NewJob(String entry, Job job, GenerationRequest request, String metadata, String digest) {}

  /** Represents the outcome of an admission. */
  sealed interface AdmitResult {
    /** Reports that the job is stored. */
    record New() implements AdmitResult {}

    /** Reports that this same entry had been stored before. */
    record Known() implements AdmitResult {}

    /**
     * Reports that another entry has brought the same job before.
     *
     * @param paid micro-dollars that it has cost, where its record has expired; else 0
     */
    record Same(long paid) implements AdmitResult {}

    /** Reports another entry's job of that id with other content. Nothing was stored. */
    record Other() implements AdmitResult {}
  }

  /** Represents the outcome of a change. */
  sealed interface StoreResult {
    /** Reports that the change is stored; holds the job as it is now. */
    record Stored(Job job) implements StoreResult {}

    /** Reports that another change was first; holds the job as it is now. Nothing was stored. */
    record Stale(Job job) implements StoreResult {}

    /** Reports that the job no longer exists. */
    record Gone() implements StoreResult {}

    /**
     * Reports that the named task is, or was, another job's. Nothing was stored.
     *
     * @param owner null if it was another job's, which is gone
     */
    record Taken(JobId owner) implements StoreResult {}

    /**
     * Reports that the limits do not allow the claim before that time has passed. Nothing was
     * stored.
     */
    record Wait(Duration delay, String reason) implements StoreResult {}
  }

  /**
   * Holds the limits of a claim.
   *
   * @param perMinute submissions a minute over all daemons
   * @param maxInFlight tasks that may be at work at once
   * @param dailyBudget micro-dollars that may be spent and open on one UTC day; negative: no limit
   */
  record ClaimLimits(int perMinute, int maxInFlight, long dailyBudget) {}

  /**
   * Represents the head of the queue of ready jobs.
   *
   * @param job the next job, if one is ready
   * @param redisReplId the identity of the Redis that answers, which changes with a failover
   *     (src/docs/vote.md)
   */
  record NextJob(Optional<Job> job, Account account, String redisReplId) {}
}
