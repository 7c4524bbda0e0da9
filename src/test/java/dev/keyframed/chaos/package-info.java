/**
 * The proof of the three promises: real daemon processes, killed at random and at every single call
 * to the store and to the provider; a real Redis, killed and restarted; a provider that misbehaves
 * by seed. At the end its ledger and the results stream are compared, and the seed is printed,
 * which replays the run's faults.
 */
package dev.keyframed.chaos;
