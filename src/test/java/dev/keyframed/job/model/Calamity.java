package dev.keyframed.job.model;

/**
 * What breaks an assumption of the design. One of them may come over a job in its life: against two
 * at once nothing is promised.
 */
enum Calamity {
  /** None has come yet. */
  NONE,
  /** A creation request reached the provider twice: two creations share one callback URL. */
  DOUBLED,
  /** Redis failed over; the new one may not know the last write to the job. */
  FAILOVER,
  /**
   * An account whose creations are each challenged has left one out, or leaves all out from now on.
   */
  LAPSE
}
