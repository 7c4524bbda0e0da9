/**
 * Stores the jobs of one namespace in Redis; only this package knows Redis commands, keys and Lua.
 *
 * <p>{@link dev.keyframed.adapter.redis.RedisNamespace} is the entry point. Every change is one
 * script. A job's hash, its places in the indexes, the counters and the streams therefore change
 * together or not at all. Of two changes that start from one version, the first is stored. Clocks
 * and limits are those of Redis, because they apply to all nodes. All keys of a namespace share one
 * hash tag and so one Cluster slot. A script may therefore also build the keys of jobs that it
 * finds in an index.
 *
 * <p>Connections are held, not pooled, because a pooled send has one command in flight per
 * connection. There are three, because a blocking read and a {@code WAIT} stop every command that
 * is pipelined behind them. A lost connection is restored without a limit of attempts. Meanwhile
 * commands fail at once with {@link dev.keyframed.adapter.redis.RedisUnavailableException}.
 *
 * <p>The connections use the event loop of their opener, in the daemon that of the store verticle.
 * On another loop, each script would wake one thread when it is sent and another when it is
 * answered. That would cost a fifth of the rate of accepted pushes.
 */
package dev.keyframed.adapter.redis;
