package dev.keyframed.net;

import java.net.SocketAddress;
import java.util.Optional;

/** Says who may connect to a server; asked before a connection costs more than its socket. */
public interface Doorkeeper {
  /**
   * The visitor that comes in; empty where it may not. Not asked by two threads at once.
   *
   * @param peer null where its system did not tell
   * @param out closes that connection, without a farewell; for any thread, more than once
   */
  Optional<Visitor> admit(SocketAddress peer, Runnable out);

  /** A connection that was admitted. */
  interface Visitor {
    /**
     * That many bytes came and were worked on; called on its event loop.
     *
     * @return whether it may send more
     */
    boolean sent(int bytes);

    /** It is closed; called on any thread. */
    void left();
  }
}
