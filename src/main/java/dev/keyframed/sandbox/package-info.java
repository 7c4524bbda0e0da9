/**
 * The provider's simulator: a peer to build and test against, shipped with the product.
 *
 * <p>By default it is the faithful service, as provider-api describes it in sections 2 to 7. On
 * demand it misbehaves in every way that was ever seen or feared there: each way is a {@link
 * dev.keyframed.sandbox.Fault} with a name, played by seeded chance or scripted for one job.
 * Whether a fault is played depends on the seed, the job and how often that job met this fault,
 * never on the order in which requests arrive; so a run replays by its seed.
 *
 * <p>Its {@link dev.keyframed.sandbox.Ledger} notes every submission and every task with its price.
 * It is what the promise "never paid twice" is judged by, so it is written by the one that charges
 * and not by the one that is judged. For the same reason nothing of the rest of keyframed is
 * imported here: a mistake shared by both sides would be invisible.
 *
 * <p>Everything that changes lives on one event loop; decoding frames and making videos does not.
 */
package dev.keyframed.sandbox;
