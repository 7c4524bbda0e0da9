/**
 * How fast the listener is and what pending tasks cost, with {@code mvn -Pbench verify}: the
 * shipped daemon in a process of its own, a real Redis, {@code wrk} as the provider, and {@code
 * nginx} with a constant answer as the measure. Figures are printed beside their goals and written
 * to {@code target/bench/}; none of them fails a build, for a machine's speed is not the daemon's.
 * What fails is an answer other than 200 or a push that was not stored.
 */
package dev.keyframed.bench;
