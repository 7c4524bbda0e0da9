/**
 * Owns the state of jobs. Every event is decided here by the machine and stored by compare-and-set.
 *
 * <p>Only then is it answered and published. So two parts, or two daemons, never change a job at
 * the same time.
 *
 * <p>A change that another overtook is decided again on the new job. A change whose storing failed
 * is unknown. Its sender sends it again, and the machine answers a repeat without a change.
 */
package dev.keyframed.service.store;
