/**
 * The listener that the provider calls back: challenges and pushes (provider-api: callbacks).
 *
 * <p>Callbacks are unsigned, so the URL itself is the proof: only who was given it can name it
 * ({@link dev.keyframed.job.CallbackUrls}). Checks run from the cheapest to the dearest, and nobody
 * else is asked before the MAC has proven right: a stranger costs neither a look into Redis nor a
 * line of log. Whatever a stranger asks for, the answer is the same empty 404.
 *
 * <p>A message is answered after the store has answered. So an echo is never given without a stored
 * vote, and a 200 to a push means that it is kept. Where the store is away, the answer is 503: the
 * provider's creation then fails and costs nothing, and a lost push is made up for by the polls.
 *
 * <p>Nobody gets more than a little before a request of theirs proves itself. One that does not is
 * the last of its connection. What comes on a connection counts in bytes before TLS, so no kind of
 * frame or garbage goes on for long. New connections of a peer have a rate, and where there is no
 * room, those without proof give way ({@link dev.keyframed.callback.Guests}). And whatever comes is
 * worked on by event loops that no other part is on.
 *
 * <p>Three nets hold a slow or idle peer: the idle time-out, which also bounds the headers since no
 * byte counts before they are complete; the time a body may take, after which the connection is
 * closed, because an error answer alone would leave it open; and the number of open connections, in
 * all and, where no proxy stands between, of each peer. Streams that are opened only to be reset
 * end an HTTP/2 connection (Vert.x: 200 in 30 s).
 */
package dev.keyframed.callback;
