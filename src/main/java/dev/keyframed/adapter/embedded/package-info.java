/**
 * Runs the Redis server that the daemon starts itself, in a folder and on a port of its own.
 *
 * <p>{@link dev.keyframed.adapter.embedded.EmbeddedRedis} is the entry point. The server has users
 * of its own: one for the owner, with a password that only the folder holds, and one for everybody
 * on the machine, who may do what producers and consumers do. A folder of another owner is refused,
 * because its jobs would be paid for. A server that a killed daemon left behind is stopped first.
 *
 * <p>What is stored in it is the duty of {@code dev.keyframed.adapter.redis}; the two packages know
 * nothing of each other.
 */
package dev.keyframed.adapter.embedded;
