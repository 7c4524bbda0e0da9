/**
 * The client of MiniMax's video generation API: the only package that knows the provider's JSON and
 * its codes (provider-api).
 *
 * <p>A creation costs money and cannot be asked for again, so the daemon must know whether it may
 * have reached the provider. It therefore goes over the core HTTP client, in two phases, connect
 * and send, on a connection of its own: a failure of the first phase is surely not sent, one of the
 * second is a lost answer. On a kept-alive connection that the server has just closed, the second
 * would fail for requests that were never read. Queries cost nothing: they go over the pooled Web
 * Client, and once more where the connection was closed.
 *
 * <p>What an answer means stands in one table, {@link dev.keyframed.provider.Codes}; reading it is
 * pure and apart from sending.
 */
package dev.keyframed.provider;
