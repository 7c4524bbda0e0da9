package dev.keyframed.service.callback;

import dev.keyframed.support.metrics.ConnectionMeters;
import dev.keyframed.support.metrics.ConnectionMeters.RefusalReason;
import dev.keyframed.support.net.AcceptFilter;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Limits the open connections of the listener, in all and of each peer. Connections whose handshake
 * is not finished are among them. At a limit, a connection without a verified request is evicted.
 * Thread-safe.
 */
final class ConnectionLimiter implements AcceptFilter {
  /**
   * Bytes of an IPv6 address that identify its holder's network. A single machine may choose the
   * others.
   */
  private static final int NETWORK_V6 = 8;

  /** Number of peers without a connection that are remembered: the last ones. */
  private static final int REMEMBERED = 10_000;

  private final int most;
  private final Optional<Integer> mostOfPeer;
  private final ConnectionMeters meters;
  private final FloodReport floods;
  private final LongSupplier nanos;

  private final Set<LimitedConnection> all = new HashSet<>();
  private final Map<String, PeerRecord> present = new LinkedHashMap<>();
  private final Map<String, PeerRecord> gone =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PeerRecord> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * Creates the limits, without any connection.
   *
   * @param most maximum of connections in all
   * @param mostOfPeer maximum of one address, or of one network for IPv6. Empty behind a proxy,
   *     which is the only peer: then no limit or rate applies to it
   */
  ConnectionLimiter(
      int most,
      Optional<Integer> mostOfPeer,
      ConnectionMeters meters,
      FloodReport floods,
      LongSupplier nanos) {
    this.most = most;
    this.mostOfPeer = mostOfPeer;
    this.meters = meters;
    this.floods = floods;
    this.nanos = nanos;
  }

  @Override
  public Optional<AcceptedConnection> admit(SocketAddress address, Runnable out) {
    ConnectionDecision admission = admit(peer(address), out, nanos.getAsLong());
    admission.evicted.ifPresent(LimitedConnection::evict);
    admission.why.ifPresent(
        why -> {
          meters.refused(why);
          floods.met(address);
        });
    return admission.guest.map(AcceptedConnection.class::cast);
  }

  private record ConnectionDecision(
      Optional<LimitedConnection> guest,
      Optional<LimitedConnection> evicted,
      Optional<RefusalReason> why) {
    static ConnectionDecision refused(RefusalReason why) {
      return new ConnectionDecision(Optional.empty(), Optional.empty(), Optional.of(why));
    }
  }

  private synchronized ConnectionDecision admit(String key, Runnable out, long now) {
    PeerRecord peer = known(key, now);
    boolean peerIsFull = mostOfPeer.filter(its -> peer.open() >= its).isPresent();
    if (mostOfPeer.isPresent() && peer.isOverRate(now)) {
      return ConnectionDecision.refused(RefusalReason.ADDRESS_RATE);
    }
    Optional<LimitedConnection> evicted = Optional.empty();
    if (peerIsFull || all.size() >= most) {
      evicted = peerIsFull ? ConnectionLimiter.stranger(peer) : stranger(now);
      if (evicted.isEmpty()) {
        return ConnectionDecision.refused(
            peerIsFull ? RefusalReason.ADDRESS_FULL : RefusalReason.FULL);
      }
      remove(evicted.get());
    }
    LimitedConnection guest = new LimitedConnection(this, peer, out);
    gone.remove(key);
    present.put(key, peer);
    all.add(guest);
    peer.opened(guest, now);
    meters.opened();
    return new ConnectionDecision(
        Optional.of(guest), evicted, evicted.map(closed -> RefusalReason.EVICTED));
  }

  private PeerRecord known(String key, long now) {
    PeerRecord here = present.getOrDefault(key, gone.get(key));
    return here == null ? new PeerRecord(key, now) : here;
  }

  private static Optional<LimitedConnection> stranger(PeerRecord peer) {
    return peer.unverified() == 0 ? Optional.empty() : Optional.of(peer.oldestStranger());
  }

  /**
   * Returns the connection to evict: the oldest unverified one of the peer with most of them. So a
   * flood does not push out a connection that is about to verify. A peer that has verified lately
   * is chosen only if there is no other.
   */
  private Optional<LimitedConnection> stranger(long now) {
    return present.values().stream()
        .filter(peer -> peer.unverified() > 0)
        .max(
            Comparator.comparing((PeerRecord peer) -> !peer.isTrusted(now))
                .thenComparing(PeerRecord::unverified))
        .map(PeerRecord::oldestStranger);
  }

  synchronized void proven(LimitedConnection guest) {
    if (all.contains(guest)) {
      guest.peer().proves(guest, nanos.getAsLong());
    }
  }

  void sentTooMuch() {
    meters.refused(RefusalReason.TOO_MUCH_SENT);
  }

  /** Removes a connection that is closed, possibly because it was evicted. */
  synchronized void left(LimitedConnection guest) {
    if (all.contains(guest)) {
      remove(guest);
    }
  }

  private void remove(LimitedConnection guest) {
    PeerRecord peer = guest.peer();
    all.remove(guest);
    peer.leaves(guest);
    if (peer.open() == 0) {
      present.remove(peer.key());
      gone.put(peer.key(), peer);
    }
    meters.closed();
  }

  /**
   * Returns the key of a peer: its address, or its network for IPv6. All connections of a Unix
   * socket have one key.
   */
  static String peer(SocketAddress address) {
    if (!(address instanceof InetSocketAddress internet)) {
      return "";
    }
    byte[] bytes = internet.getAddress().getAddress();
    return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, NETWORK_V6));
  }
}
