package dev.keyframed.job.model;

/**
 * Defines how far an exploration goes.
 *
 * @param attempts claims that a job may have
 * @param retryUncertain the policy: whether an uncertain submission is submitted again, at the
 *     operator's risk
 * @param operator whether an operator takes part
 */
record ExplorationScope(int attempts, boolean retryUncertain, boolean operator) {}
