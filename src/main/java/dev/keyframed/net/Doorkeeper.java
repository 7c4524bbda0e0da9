package dev.keyframed.net;

import java.net.SocketAddress;

/** Says who may connect to a server; asked before a connection costs more than its socket. */
public interface Doorkeeper {
  /**
   * Whether that peer may come in; if so, it is in until it leaves. Not asked by two threads at
   * once.
   *
   * @param peer null where its system did not tell
   */
  boolean admit(SocketAddress peer);

  /** A peer that was admitted is gone; called on any thread. */
  void leave(SocketAddress peer);
}
