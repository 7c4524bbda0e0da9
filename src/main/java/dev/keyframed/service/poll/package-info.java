/**
 * Takes due jobs in batches and under leases: tasks to query, leases and delays that end.
 *
 * <p>It is the fallback for callbacks that never came, and the daemon's only clock. Daemons share
 * the work, and the share of a dead daemon is taken over. If every callback were lost, this part
 * alone would finish every job.
 */
package dev.keyframed.service.poll;
