/**
 * Serves metrics and health to operators and their tools (src/docs/metrics.md). The port of its own
 * stays on the loopback unless configured otherwise.
 *
 * <p>Alive and ready are not the same. {@code /health/live} shows that the event loop runs, and
 * nothing else: a restart would not help if Redis is unavailable. {@code /health/ready} asks every
 * part. The provider's health is not among them: its outage must not take the callback listener out
 * of a balancer.
 */
package dev.keyframed.service.management;
