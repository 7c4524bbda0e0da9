package dev.keyframed.service.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.port.TroubleReporter;
import dev.keyframed.support.metrics.Meters;
import dev.keyframed.support.net.AcceptFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionLimiterTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Meters meters = new Meters(registry);
  private final List<String> evicted = new ArrayList<>();
  private long now = Long.MAX_VALUE - 5; // it may pass any number, and wraps
  private final ConnectionLimiter guests = guests(5, Optional.of(2));

  private ConnectionLimiter guests(int most, Optional<Integer> mostOfPeer) {
    FloodReport floods = new FloodReport(TroubleReporter.NONE, () -> now);
    return new ConnectionLimiter(most, mostOfPeer, meters.connections(), floods, () -> now);
  }

  @Test
  void oldest_unverified_connection_of_peer_is_evicted_when_its_share_is_full() {
    comes("a", "192.0.2.2");
    comes("b", "192.0.2.1");
    comes("c", "192.0.2.1");
    assertThat(come("d", "192.0.2.1")).isPresent();
    assertThat(evicted).containsExactly("b");
    assertThat(refused("evicted")).isEqualTo(1);
    assertThat(open()).isEqualTo(3);
  }

  @Test
  void oldest_connection_of_peer_with_most_is_evicted_when_listener_is_full() {
    comes("a", "192.0.2.1");
    comes("b", "192.0.2.2");
    comes("c", "192.0.2.3");
    comes("d", "192.0.2.3");
    comes("e", "192.0.2.4");
    assertThat(come("f", "192.0.2.5")).isPresent();
    assertThat(evicted).containsExactly("c");
    assertThat(open()).isEqualTo(5);
  }

  @Test
  void verified_connection_is_not_evicted() {
    come("a", "192.0.2.1").orElseThrow().markVerified();
    comes("b", "192.0.2.1");
    comes("c", "192.0.2.1");
    assertThat(evicted).containsExactly("b");
  }

  @Test
  void new_connection_is_refused_when_all_are_verified() {
    come("a", "192.0.2.1").orElseThrow().markVerified();
    come("b", "192.0.2.1").orElseThrow().markVerified();
    assertThat(come("c", "192.0.2.1")).isEmpty();
    assertThat(refused("address_full")).isEqualTo(1);
    for (int peer = 2; peer <= 4; peer++) {
      come("more", "192.0.2." + peer).orElseThrow().markVerified();
    }
    assertThat(come("d", "192.0.2.5")).isEmpty();
    assertThat(refused("full")).isEqualTo(1);
    assertThat(evicted).isEmpty();
  }

  @Test
  void recently_verified_peer_is_evicted_last() {
    come("a", "192.0.2.1").orElseThrow().markVerified();
    comes("b", "192.0.2.1");
    for (int peer = 2; peer <= 4; peer++) {
      comes("peer " + peer, "192.0.2." + peer);
    }
    comes("f", "192.0.2.5");
    comes("g", "192.0.2.6");
    comes("h", "192.0.2.7");
    assertThat(evicted).hasSize(3).doesNotContain("a", "b");
  }

  @Test
  void closed_connection_frees_only_one_slot_when_closed_twice() {
    LimitedConnection first = come("a", "192.0.2.1").orElseThrow();
    come("b", "192.0.2.1").orElseThrow().markVerified();
    first.closed();
    first.closed();
    assertThat(open()).isEqualTo(1);
    come("c", "192.0.2.1").orElseThrow().markVerified();
    assertThat(come("d", "192.0.2.1")).isEmpty();
  }

  @Test
  void evicted_connection_is_not_counted_again_when_it_closes() {
    LimitedConnection first = come("a", "192.0.2.1").orElseThrow();
    comes("b", "192.0.2.1");
    comes("c", "192.0.2.1");
    assertThat(evicted).containsExactly("a");
    first.markVerified();
    first.closed();
    assertThat(open()).isEqualTo(2);
  }

  @Test
  void unverified_connections_of_peer_are_rate_limited() {
    ConnectionLimiter many = guests(1000, Optional.of(250));
    for (int count = 0; count < PeerRecord.AT_ONCE; count++) {
      many.admit(at("192.0.2.1"), () -> {}).orElseThrow().closed();
    }
    assertThat(many.admit(at("192.0.2.1"), () -> {})).isEmpty();
    assertThat(refused("address_rate")).isEqualTo(1);
    assertThat(many.admit(at("192.0.2.2"), () -> {})).isPresent();

    now += Duration.ofSeconds(1).toNanos() / PeerRecord.A_SECOND;
    many.admit(at("192.0.2.1"), () -> {}).orElseThrow().closed();
    assertThat(many.admit(at("192.0.2.1"), () -> {})).isEmpty();
  }

  @Test
  void recently_verified_peer_has_no_rate_limit_for_a_time() {
    ConnectionLimiter many = guests(1000, Optional.of(250));
    LimitedConnection honest =
        (LimitedConnection) many.admit(at("192.0.2.1"), () -> {}).orElseThrow();
    honest.markVerified();
    honest.closed();
    for (int count = 0; count < 2 * PeerRecord.AT_ONCE; count++) {
      many.admit(at("192.0.2.1"), () -> {}).orElseThrow().closed();
    }
    now += PeerRecord.TRUSTED.toNanos() / 20;
    many.admit(at("192.0.2.1"), () -> {}).orElseThrow().closed();

    now += PeerRecord.TRUSTED.toNanos();
    for (int count = 0; count < PeerRecord.AT_ONCE; count++) {
      many.admit(at("192.0.2.1"), () -> {}).orElseThrow().closed();
    }
    assertThat(many.admit(at("192.0.2.1"), () -> {})).isEmpty();
  }

  @Test
  void connections_behind_proxy_have_no_rate_and_no_share() {
    ConnectionLimiter behind = guests(5, Optional.empty());
    for (int count = 0; count < 2 * PeerRecord.AT_ONCE; count++) {
      behind.admit(at("127.0.0.1"), () -> {}).orElseThrow().closed();
    }
    for (int count = 0; count < 6; count++) {
      assertThat(behind.admit(null, () -> evicted.add("one"))).isPresent();
    }
    assertThat(evicted).hasSize(1);
  }

  @Test
  void received_bytes_are_limited_until_request_verifies() {
    LimitedConnection guest = come("a", "192.0.2.1").orElseThrow();
    assertThat(guest.received(LimitedConnection.UNVERIFIED_BYTES)).isTrue();
    guest.markVerified();
    assertThat(guest.received(LimitedConnection.VERIFIED_BYTES)).isTrue();
    guest.markVerified();
    assertThat(guest.received(LimitedConnection.VERIFIED_BYTES)).isTrue();
    assertThat(refused("too_much_sent")).isZero();
    assertThat(guest.received(1)).isFalse();
    assertThat(refused("too_much_sent")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff, true",
    "2001:db8:1:2::1, 2001:db8:1:3::1, false",
    "2001:db8:1:2::1, 192.0.2.1, false",
  })
  void addresses_of_one_ipv6_network_count_as_one_peer(String one, String other, boolean same) {
    assertThat(ConnectionLimiter.peer(at(one)).equals(ConnectionLimiter.peer(at(other))))
        .isEqualTo(same);
  }

  @Test
  void connections_of_unix_socket_count_as_one_peer() {
    assertThat(ConnectionLimiter.peer(UnixDomainSocketAddress.of("/run/a"))).isEmpty();
    assertThat(ConnectionLimiter.peer(null)).isEmpty();
  }

  private void comes(String name, String address) {
    assertThat(come(name, address)).as(name).isPresent();
  }

  private Optional<LimitedConnection> come(String name, String address) {
    Optional<AcceptFilter.AcceptedConnection> visitor =
        guests.admit(at(address), () -> evicted.add(name));
    return visitor.map(LimitedConnection.class::cast);
  }

  private double refused(String why) {
    return registry.get("keyframed.callback.refused").tag("why", why).counter().count();
  }

  private double open() {
    return registry.get("keyframed.callback.connections").gauge().value();
  }

  private static SocketAddress at(String address) {
    return new InetSocketAddress(address, 1);
  }
}
