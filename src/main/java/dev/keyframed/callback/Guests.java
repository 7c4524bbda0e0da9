package dev.keyframed.callback;

import dev.keyframed.net.Doorkeeper;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The open connections of the listener, in all and of each peer; those whose handshake is not
 * finished are among them. Thread-safe.
 */
final class Guests implements Doorkeeper {
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

  @Override
  public synchronized boolean admit(SocketAddress address) {
    String peer = peer(address);
    if (open >= most || ofPeer.getOrDefault(peer, 0) >= mostOfPeer) {
      return false;
    }
    open++;
    ofPeer.merge(peer, 1, Integer::sum);
    return true;
  }

  @Override
  public synchronized void leave(SocketAddress address) {
    open--;
    ofPeer.computeIfPresent(peer(address), (known, count) -> count > 1 ? count - 1 : null);
  }

  /** Who is at the other end of a connection; all of a Unix socket are one. */
  static String peer(SocketAddress address) {
    if (!(address instanceof InetSocketAddress internet)) {
      return "";
    }
    byte[] bytes = internet.getAddress().getAddress();
    return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, NETWORK_V6));
  }
}
