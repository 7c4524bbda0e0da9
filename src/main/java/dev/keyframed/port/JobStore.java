package dev.keyframed.port;

import dev.keyframed.job.Account;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import dev.keyframed.job.Request;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where jobs are kept. Any number of daemons may share one. A job is changed by {@link #swap} and
 * {@link #claim} alone: of two changes that start from one version the first wins, and the other is
 * told what the job is now.
 */
public interface JobStore {

  /**
   * Stores a new job and takes its entry off the queue, in one step. A job of that id that is there
   * already is left as it is, and the entry goes all the same: it is the first one again. Only
   * where the content is another one it stays on the queue.
   */
  Future<Admitted> admit(Arrival arrival);

  /** The job as it is now. */
  Future<Optional<Job>> find(JobId id);

  /** What the job asks of the provider; empty once it can no longer be submitted. */
  Future<Optional<Request>> request(JobId id);

  /**
   * Stores {@code next} in the place of {@code before}, with its place in every index, an entry in
   * the events stream where the state changes, and one in the results stream where it ends.
   *
   * @param vote whether the change is a vote, to be held by replicas too before the future succeeds
   *     where there are any
   */
  Future<Swap> swap(Job before, Job next, boolean vote);

  /**
   * The same for a claim, if the limits of the whole namespace allow it now: hold and pause of the
   * account, submissions a minute, tasks in flight, today's budget. What it takes of them is taken
   * in the same step.
   */
  Future<Swap> claim(Job before, Job next, Limits limits);

  /**
   * Stores a job that was here and is no longer, so that what it was charged for is not lost: Redis
   * has forgotten it. Where it is there after all, nothing is stored. Its result says that it is an
   * orphan; request and metadata are gone for good.
   *
   * @param job with a task
   * @return stored, stale or taken
   */
  Future<Swap> adopt(Job job);

  /** What may be claimed next, the account, and which Redis this is, of one moment; looks only. */
  Future<Head> head();

  /**
   * Takes jobs whose moment has come off that desk, at most {@code limit}: first those that are due
   * at once, then the most overdue, which are left a share of the places. Each is this caller's for
   * the lease: if it then still has not been changed, the next caller gets it.
   */
  Future<List<Job>> due(Desk desk, int limit, Duration lease);

  /** The account as all nodes know it. */
  Future<Account> account();

  /** Stores the account if it is still of that version; whether it was. */
  Future<Boolean> swapAccount(Account before, Account next);

  /**
   * Takes one permit of the namespace's budget of queries, or says how long to wait for it; zero:
   * taken.
   */
  Future<Duration> permitQuery(int perMinute);

  /**
   * How many jobs stand where, and what they cost; its cost does not grow with the number of jobs.
   *
   * @param overdueAfter a task that has been at work for longer is counted as overdue
   */
  Future<Census> census(Duration overdueAfter);

  /** Where due jobs are taken from. */
  enum Desk {
    /** Polls, leases, delays. */
    SCANNER,
    /** Videos to fetch. */
    DOWNLOADS
  }

  /**
   * A job from the queue.
   *
   * @param entry the id of its queue entry
   * @param job as the machine admits or rejects it
   * @param request or null for a rejected one
   * @param metadata the producer's own object as JSON text, or null
   * @param digest of its content, which tells it from another job of the same id
   */
  record Arrival(String entry, Job job, Request request, String metadata, String digest) {}

  /** What became of an arrival. */
  sealed interface Admitted {
    /** The job is stored. */
    record New() implements Admitted {}

    /** It had been stored before, of this very entry. */
    record Known() implements Admitted {}

    /**
     * Another entry has brought the same job before.
     *
     * @param paid micro-dollars that it has cost, where its record has gone; else 0
     */
    record Same(long paid) implements Admitted {}

    /** Another entry has brought a job of that id with other content. Nothing was stored. */
    record Other() implements Admitted {}
  }

  /** What became of a change. */
  sealed interface Swap {
    /** It is stored; this is the job now. */
    record Stored(Job job) implements Swap {}

    /** Another change was first; this is the job now. Nothing was stored. */
    record Stale(Job job) implements Swap {}

    /** There is no such job any more. */
    record Gone() implements Swap {}

    /**
     * The task that it names is another job's, or was: then there is no owner, null. Nothing was
     * stored.
     */
    record Taken(JobId owner) implements Swap {}

    /** The limits do not allow it before that time has passed. Nothing was stored. */
    record Wait(Duration howLong, String why) implements Swap {}
  }

  /**
   * The limits of a claim.
   *
   * @param perMinute submissions a minute over all nodes
   * @param maxInFlight tasks that may be at work at once
   * @param dailyBudget micro-dollars that may be spent and open on one UTC day; negative: no limit
   */
  record Limits(int perMinute, int maxInFlight, long dailyBudget) {}

  /**
   * The head of the line.
   *
   * @param job the next job, if one is ready
   * @param storeId the identity of the Redis that answers: another one after a failover (design:
   *     the vote)
   */
  record Head(Optional<Job> job, Account account, String storeId) {}
}
