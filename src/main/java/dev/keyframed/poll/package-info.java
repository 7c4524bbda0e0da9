/**
 * The fallback for callbacks that never came, and the daemon's one clock: whatever is due is found
 * here, in batches and under leases, so that nodes share the work and a dead node's share is taken
 * over. Were every callback lost, this alone would finish every job.
 */
package dev.keyframed.poll;
