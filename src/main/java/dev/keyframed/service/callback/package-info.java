/**
 * Runs the listener for callbacks of the provider: challenges and pushes
 * (src/docs/provider-api.md).
 *
 * <p>Callbacks are unsigned, so the URL itself is the proof: only a party that was given it can
 * name it ({@link dev.keyframed.job.CallbackUrls}). Checks run from the cheapest to the most
 * expensive, and the store is not asked before the MAC has verified. A stranger therefore costs
 * neither a command of Redis nor a line of the log. The answer to every such request is the same
 * empty 404.
 *
 * <p>A message is answered after the store has answered. So an echo is never given without a stored
 * vote, and a 200 to a push means that it is kept. If the store is unavailable, the answer is 503.
 * The provider's creation then fails and costs nothing, and polls make up for a lost push.
 *
 * <p>A peer gets few resources before one of its requests verifies. A request that does not verify
 * is the last of its connection. The bytes of a connection are counted before TLS, so no kind of
 * frame or garbage goes on for long. New connections of a peer have a rate. At the limit of
 * connections, those without a verified request are evicted ({@link
 * dev.keyframed.service.callback.ConnectionLimiter}). All connections are handled by event loops
 * that no other part uses.
 *
 * <p>Three limits bound a slow or idle peer. The first is the idle time-out, which also bounds the
 * headers, since no byte counts before they are complete. The second is the time of a body, after
 * which the connection is closed: an error answer alone would leave it open. The third is the
 * number of open connections, in all and, without a proxy, of each peer. Streams that are opened
 * only to be reset end an HTTP/2 connection (Vert.x: 200 in 30 s).
 */
package dev.keyframed.service.callback;
