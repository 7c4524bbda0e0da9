/**
 * Decides where the daemon may connect to, and who may connect to it.
 *
 * <p>Configuration and the provider's answers name the provider and its file hosts. A name can be
 * made to point into the operator's own network. A name is therefore resolved once, and all its
 * addresses are checked. The connection goes to a checked address, not to the name.
 *
 * <p>An incoming connection is counted when the system hands it over, before anything is allocated
 * for it. A handshake that never finishes costs its sender one packet. The bytes it sends are
 * counted before TLS.
 *
 * <p>{@link dev.keyframed.support.net.EventLoops} lets two components that communicate often share
 * one event loop. It also keeps data from strangers off the event loops of all others.
 */
package dev.keyframed.support.net;
