package dev.keyframed.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuestsTest {
  private final Guests guests = new Guests(5, 2);

  @Test
  void a_peer_gets_its_share_and_the_others_the_rest() {
    assertThat(guests.admit(at("192.0.2.1"))).isTrue();
    assertThat(guests.admit(at("192.0.2.1"))).isTrue();
    assertThat(guests.admit(at("192.0.2.1"))).isFalse();
    assertThat(guests.admit(at("192.0.2.2"))).isTrue();

    guests.leave(at("192.0.2.1"));
    assertThat(guests.admit(at("192.0.2.1"))).isTrue();
  }

  @Test
  void together_they_get_no_more_than_all() {
    for (int peer : new int[] {1, 1, 2, 2, 3}) {
      assertThat(guests.admit(at("192.0.2." + peer))).isTrue();
    }
    assertThat(guests.admit(at("192.0.2.4"))).isFalse();

    guests.leave(at("192.0.2.3"));
    assertThat(guests.admit(at("192.0.2.4"))).isTrue();
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
    assertThat(Guests.peer(at(one)).equals(Guests.peer(at(other)))).isEqualTo(same);
  }

  @Test
  void callers_of_a_unix_socket_are_one_peer() {
    assertThat(Guests.peer(UnixDomainSocketAddress.of("/run/a"))).isEmpty();
    assertThat(Guests.peer(null)).isEmpty();
  }

  private static SocketAddress at(String address) {
    return new InetSocketAddress(address, 1);
  }
}
