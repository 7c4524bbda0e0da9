/**
 * The jobs of one namespace in Redis: the only package that knows Redis commands, keys and Lua.
 *
 * <p>{@link dev.keyframed.redis.RedisNamespace} opens it all. Every change is one script, so that a
 * job's hash, its places in the indexes, the counters and the streams move together or not at all;
 * of two changes that start from one version the first wins. Clocks and limits are Redis's own, for
 * they hold over all nodes. All keys of a namespace share one hash tag and so one Cluster slot,
 * which is why a script may also build the names of jobs that it meets in an index.
 *
 * <p>Connections are held, not pooled: a pooled send has one command in flight per connection.
 * There are three, because a blocking read and a {@code WAIT} stop whatever is pipelined behind
 * them. A lost connection is made again for ever; meanwhile commands fail at once with {@link
 * dev.keyframed.redis.RedisAway}.
 *
 * <p>They live on the loop of whoever opens them, which the daemon lets be the store verticle's:
 * elsewhere each script would wake one thread on its way out and another on its way back, a fifth
 * of the rate at which pushes are taken.
 */
package dev.keyframed.redis;
