package dev.keyframed.support.net;

import java.net.SocketAddress;
import java.util.Optional;

/** Decides which connections a server accepts, before they cost more than a socket. */
public interface AcceptFilter {
  /**
   * Admits a connection, or returns empty to refuse it. Never called by two threads at once.
   *
   * @param peer null if the system did not give it
   * @param close closes the connection without any closing message; may be called on any thread,
   *     and repeatedly
   */
  Optional<AcceptedConnection> admit(SocketAddress peer, Runnable close);

  /** Represents an admitted connection. */
  interface AcceptedConnection {
    /**
     * Counts bytes that were received and handled. Called on the event loop of the connection.
     *
     * @return whether the connection may send more
     */
    boolean received(int bytes);

    /** Records that the connection has closed. Called on any thread. */
    void closed();
  }
}
