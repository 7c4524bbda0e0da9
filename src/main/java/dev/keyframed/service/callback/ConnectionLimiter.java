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

  private final int maxConnections;
  private final Optional<Integer> maxOfPeer;
  private final ConnectionMeters meters;
  private final FloodReport floods;
  private final LongSupplier nanos;

  private final Set<LimitedConnection> all = new HashSet<>();
  private final Map<String, PeerRecord> connected = new LinkedHashMap<>();
  private final Map<String, PeerRecord> disconnected =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PeerRecord> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * Creates the limits, without any connection.
   *
   * @param maxConnections maximum of connections in all
   * @param maxOfPeer maximum of one address, or of one network for IPv6. Empty behind a proxy,
   *     which is the only peer: then no limit or rate applies to it
   */
  ConnectionLimiter(
      int maxConnections,
      Optional<Integer> maxOfPeer,
      ConnectionMeters meters,
      FloodReport floods,
      LongSupplier nanos) {
    this.maxConnections = maxConnections;
    this.maxOfPeer = maxOfPeer;
    this.meters = meters;
    this.floods = floods;
    this.nanos = nanos;
  }

  @Override
  public Optional<AcceptedConnection> admit(SocketAddress address, Runnable close) {
    ConnectionDecision admission = admit(peer(address), close, nanos.getAsLong());
    admission.evicted.ifPresent(LimitedConnection::evict);
    admission.refusal.ifPresent(
        refusal -> {
          meters.refused(refusal);
          floods.record(address);
        });
    return admission.connection.map(AcceptedConnection.class::cast);
  }

  private record ConnectionDecision(
      Optional<LimitedConnection> connection,
      Optional<LimitedConnection> evicted,
      Optional<RefusalReason> refusal) {
    static ConnectionDecision refused(RefusalReason refusal) {
      return new ConnectionDecision(Optional.empty(), Optional.empty(), Optional.of(refusal));
    }
  }

  private synchronized ConnectionDecision admit(String key, Runnable close, long now) {
    PeerRecord peer = known(key, now);
    boolean peerIsFull = maxOfPeer.filter(its -> peer.open() >= its).isPresent();
    if (maxOfPeer.isPresent() && peer.isOverRate(now)) {
      return ConnectionDecision.refused(RefusalReason.ADDRESS_RATE);
    }
    Optional<LimitedConnection> evicted = Optional.empty();
    if (peerIsFull || all.size() >= maxConnections) {
      evicted = peerIsFull ? ConnectionLimiter.toEvict(peer) : toEvict(now);
      if (evicted.isEmpty()) {
        return ConnectionDecision.refused(
            peerIsFull ? RefusalReason.ADDRESS_FULL : RefusalReason.FULL);
      }
      remove(evicted.get());
    }
    LimitedConnection connection = new LimitedConnection(this, peer, close);
    disconnected.remove(key);
    connected.put(key, peer);
    all.add(connection);
    peer.opened(connection, now);
    meters.opened();
    return new ConnectionDecision(
        Optional.of(connection), evicted, evicted.map(closed -> RefusalReason.EVICTED));
  }

  private PeerRecord known(String key, long now) {
    PeerRecord record = connected.getOrDefault(key, disconnected.get(key));
    return record == null ? new PeerRecord(key, now) : record;
  }

  private static Optional<LimitedConnection> toEvict(PeerRecord peer) {
    return peer.unverified() == 0 ? Optional.empty() : Optional.of(peer.oldestUnverified());
  }

  /**
   * Returns the connection to evict: the oldest unverified one of the peer with most of them. So a
   * flood does not push out a connection that is about to verify. A peer that has verified lately
   * is chosen only if there is no other.
   */
  private Optional<LimitedConnection> toEvict(long now) {
    return connected.values().stream()
        .filter(peer -> peer.unverified() > 0)
        .max(
            Comparator.comparing((PeerRecord peer) -> !peer.isTrusted(now))
                .thenComparing(PeerRecord::unverified))
        .map(PeerRecord::oldestUnverified);
  }

  synchronized void verified(LimitedConnection connection) {
    if (all.contains(connection)) {
      connection.peer().verified(connection, nanos.getAsLong());
    }
  }

  void sentTooMuch() {
    meters.refused(RefusalReason.TOO_MUCH_SENT);
  }

  /** Removes a connection that is closed, possibly because it was evicted. */
  synchronized void closed(LimitedConnection connection) {
    if (all.contains(connection)) {
      remove(connection);
    }
  }

  private void remove(LimitedConnection connection) {
    PeerRecord peer = connection.peer();
    all.remove(connection);
    peer.closed(connection);
    if (peer.open() == 0) {
      connected.remove(peer.key());
      disconnected.put(peer.key(), peer);
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
