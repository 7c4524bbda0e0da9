/**
 * Where the daemon may connect to. The provider and its file hosts are named by configuration and
 * by the provider's answers; a name may be made to point into the operator's own network. So a name
 * is resolved once, all its addresses are judged, and the connection goes to the address that was
 * judged, not to the name.
 */
package dev.keyframed.net;
