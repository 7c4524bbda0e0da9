/**
 * What operators and their tools look at: metrics and health, on a port of its own that stays on
 * the loopback unless told otherwise (contract: HTTP, management).
 *
 * <p>Alive and ready are not the same. {@code /health/live} says that the event loop turns, and
 * nothing else: a process that is restarted because Redis is away is no better off. {@code
 * /health/ready} asks every part. The provider's health is not among them: its outage must not take
 * the callback listener out of a balancer.
 */
package dev.keyframed.management;
