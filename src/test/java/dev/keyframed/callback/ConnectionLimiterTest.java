package dev.keyframed.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.metrics.Meters;
import dev.keyframed.net.AcceptFilter;
import dev.keyframed.port.TroubleReporter;
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
  void a_peers_own_oldest_gives_way_where_its_share_is_used_up() {
    comes("a", "192.0.2.2");
    comes("b", "192.0.2.1");
    comes("c", "192.0.2.1");
    assertThat(come("d", "192.0.2.1")).isPresent();
    assertThat(evicted).containsExactly("b");
    assertThat(refused("evicted")).isEqualTo(1);
    assertThat(open()).isEqualTo(3);
  }

  @Test
  void the_oldest_of_the_peer_with_most_gives_way_where_all_is_full() {
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
  void a_connection_that_has_proven_itself_does_not_give_way() {
    come("a", "192.0.2.1").orElseThrow().proves();
    comes("b", "192.0.2.1");
    comes("c", "192.0.2.1");
    assertThat(evicted).containsExactly("b");
  }

  @Test
  void who_comes_where_all_have_proven_themselves_is_refused() {
    come("a", "192.0.2.1").orElseThrow().proves();
    come("b", "192.0.2.1").orElseThrow().proves();
    assertThat(come("c", "192.0.2.1")).isEmpty();
    assertThat(refused("address_full")).isEqualTo(1);
    for (int peer = 2; peer <= 4; peer++) {
      come("more", "192.0.2." + peer).orElseThrow().proves();
    }
    assertThat(come("d", "192.0.2.5")).isEmpty();
    assertThat(refused("full")).isEqualTo(1);
    assertThat(evicted).isEmpty();
  }

  @Test
  void a_peer_that_has_proven_itself_lately_gives_way_last() {
    come("a", "192.0.2.1").orElseThrow().proves();
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
  void one_that_leaves_makes_room_once() {
    LimitedConnection first = come("a", "192.0.2.1").orElseThrow();
    come("b", "192.0.2.1").orElseThrow().proves();
    first.left();
    first.left();
    assertThat(open()).isEqualTo(1);
    come("c", "192.0.2.1").orElseThrow().proves();
    assertThat(come("d", "192.0.2.1")).isEmpty();
  }

  @Test
  void one_that_was_evicted_is_gone_when_it_closes() {
    LimitedConnection first = come("a", "192.0.2.1").orElseThrow();
    comes("b", "192.0.2.1");
    comes("c", "192.0.2.1");
    assertThat(evicted).containsExactly("a");
    first.proves();
    first.left();
    assertThat(open()).isEqualTo(2);
  }

  @Test
  void connections_without_proof_are_given_a_rate() {
    ConnectionLimiter many = guests(1000, Optional.of(250));
    for (int count = 0; count < PeerRecord.AT_ONCE; count++) {
      many.admit(at("192.0.2.1"), () -> {}).orElseThrow().left();
    }
    assertThat(many.admit(at("192.0.2.1"), () -> {})).isEmpty();
    assertThat(refused("address_rate")).isEqualTo(1);
    assertThat(many.admit(at("192.0.2.2"), () -> {})).isPresent();

    now += Duration.ofSeconds(1).toNanos() / PeerRecord.A_SECOND;
    many.admit(at("192.0.2.1"), () -> {}).orElseThrow().left();
    assertThat(many.admit(at("192.0.2.1"), () -> {})).isEmpty();
  }

  @Test
  void a_peer_that_has_proven_itself_comes_as_fast_as_it_likes_for_a_while() {
    ConnectionLimiter many = guests(1000, Optional.of(250));
    LimitedConnection honest =
        (LimitedConnection) many.admit(at("192.0.2.1"), () -> {}).orElseThrow();
    honest.proves();
    honest.left();
    for (int count = 0; count < 2 * PeerRecord.AT_ONCE; count++) {
      many.admit(at("192.0.2.1"), () -> {}).orElseThrow().left();
    }
    now += PeerRecord.TRUSTED.toNanos() / 20;
    many.admit(at("192.0.2.1"), () -> {}).orElseThrow().left();

    now += PeerRecord.TRUSTED.toNanos();
    for (int count = 0; count < PeerRecord.AT_ONCE; count++) {
      many.admit(at("192.0.2.1"), () -> {}).orElseThrow().left();
    }
    assertThat(many.admit(at("192.0.2.1"), () -> {})).isEmpty();
  }

  @Test
  void nothing_is_held_against_a_proxy() {
    ConnectionLimiter behind = guests(5, Optional.empty());
    for (int count = 0; count < 2 * PeerRecord.AT_ONCE; count++) {
      behind.admit(at("127.0.0.1"), () -> {}).orElseThrow().left();
    }
    for (int count = 0; count < 6; count++) {
      assertThat(behind.admit(null, () -> evicted.add("one"))).isPresent();
    }
    assertThat(evicted).hasSize(1);
  }

  @Test
  void bytes_are_counted_until_a_request_proves_itself() {
    LimitedConnection guest = come("a", "192.0.2.1").orElseThrow();
    assertThat(guest.sent(LimitedConnection.UNPROVEN)).isTrue();
    guest.proves();
    assertThat(guest.sent(LimitedConnection.PROVEN)).isTrue();
    guest.proves();
    assertThat(guest.sent(LimitedConnection.PROVEN)).isTrue();
    assertThat(refused("too_much_sent")).isZero();
    assertThat(guest.sent(1)).isFalse();
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
  void whoever_holds_an_ipv6_network_is_one_peer(String one, String other, boolean same) {
    assertThat(ConnectionLimiter.peer(at(one)).equals(ConnectionLimiter.peer(at(other))))
        .isEqualTo(same);
  }

  @Test
  void callers_of_a_unix_socket_are_one_peer() {
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
