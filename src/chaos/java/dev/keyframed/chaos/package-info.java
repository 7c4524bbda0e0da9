/**
 * Tests the three promises with real daemon processes, killed at random and at single calls to
 * store and provider.
 *
 * <p>A real Redis is killed and restarted, and the provider misbehaves by seed. At the end ledger
 * and results stream are compared. The seed is printed, with which the run's faults can be
 * replayed.
 */
package dev.keyframed.chaos;
