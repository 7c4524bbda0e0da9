/**
 * Simulates the provider, for development and tests; shipped with the product.
 *
 * <p>By default it behaves as src/docs/provider-api.md describes the provider. On demand it
 * misbehaves in every way that was seen or is feared: each way is a {@link
 * dev.keyframed.sandbox.Fault} with a name, played by seeded chance or scripted for one job.
 * Whether a fault occurs depends on the seed, the job, and how often that job had this opportunity,
 * never on the order of requests. So a run can be repeated by its seed.
 *
 * <p>Its {@link dev.keyframed.sandbox.Ledger} records every submission and every task with its
 * price. The promise "never paid twice" is tested by it, so it is written by the side that charges,
 * not by the side under test. For the same reason nothing else of keyframed is imported here: a
 * mistake shared by both sides would be invisible.
 *
 * <p>All mutable state lives on one event loop; frames are decoded and videos encoded on worker
 * threads.
 */
package dev.keyframed.sandbox;
