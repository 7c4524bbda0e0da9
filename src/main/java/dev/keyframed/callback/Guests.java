package dev.keyframed.callback;

import dev.keyframed.metrics.ConnectionMeters;
import dev.keyframed.metrics.ConnectionMeters.Why;
import dev.keyframed.net.Doorkeeper;
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
 * The open connections of the listener, in all and of each peer; those whose handshake is not
 * finished are among them. Where there is no room, one that has not proven itself gives way.
 * Thread-safe.
 */
final class Guests implements Doorkeeper {
  /** Bytes of an IPv6 address that are its holder's; the others a single machine may choose. */
  private static final int NETWORK_V6 = 8;

  /** Peers without a connection that are remembered, the last ones. */
  private static final int REMEMBERED = 10_000;

  private final int most;
  private final Optional<Integer> mostOfPeer;
  private final ConnectionMeters meters;
  private final FloodReport floods;
  private final LongSupplier nanos;

  private final Set<Guest> all = new HashSet<>();
  private final Map<String, PeerRecord> present = new LinkedHashMap<>();
  private final Map<String, PeerRecord> gone =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PeerRecord> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * Nobody yet.
   *
   * @param most in all
   * @param mostOfPeer of one address; of one network where that is IPv6. Empty where a proxy is the
   *     one peer that there is: then nothing is held against it
   */
  Guests(
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
  public Optional<Visitor> admit(SocketAddress address, Runnable out) {
    Admission admission = admit(peer(address), out, nanos.getAsLong());
    admission.evicted.ifPresent(Guest::putOut);
    admission.why.ifPresent(
        why -> {
          meters.refused(why);
          floods.met(address);
        });
    return admission.guest.map(Visitor.class::cast);
  }

  private record Admission(Optional<Guest> guest, Optional<Guest> evicted, Optional<Why> why) {
    static Admission refused(Why why) {
      return new Admission(Optional.empty(), Optional.empty(), Optional.of(why));
    }
  }

  private synchronized Admission admit(String key, Runnable out, long now) {
    PeerRecord peer = known(key, now);
    boolean peerIsFull = mostOfPeer.filter(its -> peer.open() >= its).isPresent();
    if (mostOfPeer.isPresent() && peer.isHasty(now)) {
      return Admission.refused(Why.ADDRESS_RATE);
    }
    Optional<Guest> evicted = Optional.empty();
    if (peerIsFull || all.size() >= most) {
      evicted = peerIsFull ? Guests.stranger(peer) : stranger(now);
      if (evicted.isEmpty()) {
        return Admission.refused(peerIsFull ? Why.ADDRESS_FULL : Why.FULL);
      }
      remove(evicted.get());
    }
    Guest guest = new Guest(this, peer, out);
    gone.remove(key);
    present.put(key, peer);
    all.add(guest);
    peer.comes(guest, now);
    meters.opened();
    return new Admission(Optional.of(guest), evicted, evicted.map(closed -> Why.EVICTED));
  }

  private PeerRecord known(String key, long now) {
    PeerRecord here = present.getOrDefault(key, gone.get(key));
    return here == null ? new PeerRecord(key, now) : here;
  }

  private static Optional<Guest> stranger(PeerRecord peer) {
    return peer.strangers() == 0 ? Optional.empty() : Optional.of(peer.oldestStranger());
  }

  /**
   * The oldest of the peer that has most of them, so that no flood pushes out one who is about to
   * prove itself; and of one that has proven itself lately only where there is no other.
   */
  private Optional<Guest> stranger(long now) {
    return present.values().stream()
        .filter(peer -> peer.strangers() > 0)
        .max(
            Comparator.comparing((PeerRecord peer) -> !peer.isTrusted(now))
                .thenComparing(PeerRecord::strangers))
        .map(PeerRecord::oldestStranger);
  }

  synchronized void proven(Guest guest) {
    if (all.contains(guest)) {
      guest.peer().proves(guest, nanos.getAsLong());
    }
  }

  void sentTooMuch() {
    meters.refused(Why.TOO_MUCH_SENT);
  }

  /** It is closed, perhaps because it was evicted. */
  synchronized void left(Guest guest) {
    if (all.contains(guest)) {
      remove(guest);
    }
  }

  private void remove(Guest guest) {
    PeerRecord peer = guest.peer();
    all.remove(guest);
    peer.leaves(guest);
    if (peer.open() == 0) {
      present.remove(peer.key());
      gone.put(peer.key(), peer);
    }
    meters.closed();
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
