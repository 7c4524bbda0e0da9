/**
 * Calls MiniMax's video generation API: knows its requests, its answers and its codes
 * (src/docs/provider-api.md).
 *
 * <p>A creation costs money and cannot be queried by the client, so the daemon must know whether it
 * may have reached the provider. It therefore uses the core HTTP client, in two phases, connect and
 * send, on a connection of its own. A failure of the first phase was certainly not sent, a failure
 * of the second is a lost answer. On a kept-alive connection that the server has just closed, the
 * second phase would fail for requests that were never read. Queries cost nothing: they use the
 * pooled Web Client, and are sent once more if the connection was closed.
 *
 * <p>The meaning of each code is in one table, {@link dev.keyframed.adapter.minimax.Codes}. Reading
 * an answer is pure and separate from sending.
 */
package dev.keyframed.adapter.minimax;
