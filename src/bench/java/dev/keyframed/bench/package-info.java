/**
 * Measures the listener's speed and the cost of pending tasks, with {@code mvn -Pbench verify}.
 *
 * <p>The shipped daemon runs in a process of its own, with a real Redis. {@code wrk} plays the
 * provider, and {@code nginx} with a constant answer is the reference. Figures are printed beside
 * their goals and written to {@code target/bench/}. None of them fails a build, since a machine's
 * speed is not the daemon's. An answer other than 200, or a push that was not stored, fails it.
 */
package dev.keyframed.bench;
