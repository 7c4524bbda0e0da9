/**
 * Where the daemon may connect to, and who may connect to it.
 *
 * <p>The provider and its file hosts are named by configuration and by the provider's answers; a
 * name may be made to point into the operator's own network. So a name is resolved once, all its
 * addresses are judged, and the connection goes to the address that was judged, not to the name.
 *
 * <p>Whoever connects is counted when the system hands the connection over, before anything is kept
 * for it: a handshake that is never finished costs its sender one packet. What it then sends is
 * counted before TLS, whatever it is.
 *
 * <p>And {@link dev.keyframed.net.EventLoops} lets two parts that speak much share one loop, and
 * keeps what strangers send off the loops of all others.
 */
package dev.keyframed.net;
