/**
 * Represents jobs, their attempts, the account and the provider's findings, as immutable values.
 *
 * <p>How a job changes is decided in {@link dev.keyframed.job.machine}. Texts of callers and of the
 * provider are bounded here before they become part of a key, a URL or a record.
 */
package dev.keyframed.job;
