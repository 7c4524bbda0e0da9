package dev.keyframed.job.model;

/**
 * Lists the faults that break an assumption of the design.
 *
 * <p>At most one of them happens in a job's life. Nothing is promised against two at once.
 */
enum BrokenAssumption {
  /** No fault has happened yet. */
  NONE,
  /** A creation request reached the provider twice: two creations share one callback URL. */
  DOUBLED,
  /** Redis failed over; the new one may lack the last write to the job. */
  FAILOVER,
  /** An account whose creations were each challenged has skipped one, or skips all from now on. */
  LAPSE
}
