package dev.keyframed.job;

/**
 * Represents the answer to a query.
 *
 * @param finding the status of the task
 * @param trouble trouble of the account or the service, or null
 */
public record QueryResult(Finding finding, ServiceTrouble trouble) {}
