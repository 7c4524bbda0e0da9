package dev.keyframed.callback;

import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The open connections of one instance of the listener, in all and of each peer. For one event loop
 * alone.
 */
final class Guests {
  /** Bytes of an IPv6 address that are its holder's; the others a single machine may choose. */
  private static final int NETWORK_V6 = 8;

  private final int most;
  private final int mostOfPeer;
  private final Map<String, Integer> ofPeer = new HashMap<>();
  private int open;

  /**
   * Nobody yet.
   *
   * @param most in all
   * @param mostOfPeer of one address; of one network where that is IPv6
   */
  Guests(int most, int mostOfPeer) {
    this.most = most;
    this.mostOfPeer = mostOfPeer;
  }

  /** Whether there is room for one more of that peer; if so, it is taken. */
  boolean admit(String peer) {
    if (open >= most || ofPeer.getOrDefault(peer, 0) >= mostOfPeer) {
      return false;
    }
    open++;
    ofPeer.merge(peer, 1, Integer::sum);
    return true;
  }

  /** One that was admitted is gone. */
  void leave(String peer) {
    open--;
    ofPeer.computeIfPresent(peer, (known, count) -> count > 1 ? count - 1 : null);
  }

  /** Who is at the other end of a connection; all of a Unix socket are one. */
  static String peer(SocketAddress address) {
    if (address == null || address.hostAddress() == null) {
      return "";
    }
    try {
      byte[] bytes = InetAddress.getByName(address.hostAddress()).getAddress(); // a literal
      return HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, NETWORK_V6)));
    } catch (UnknownHostException notOne) {
      return address.hostAddress();
    }
  }
}
