package dev.keyframed.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.SocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuestsTest {
  private final Guests guests = new Guests(5, 2);

  @Test
  void a_peer_gets_its_share_and_the_others_the_rest() {
    assertThat(guests.admit("a")).isTrue();
    assertThat(guests.admit("a")).isTrue();
    assertThat(guests.admit("a")).isFalse();
    assertThat(guests.admit("b")).isTrue();

    guests.leave("a");
    assertThat(guests.admit("a")).isTrue();
  }

  @Test
  void together_they_get_no_more_than_all() {
    for (String peer : new String[] {"a", "a", "b", "b", "c"}) {
      assertThat(guests.admit(peer)).isTrue();
    }
    assertThat(guests.admit("d")).isFalse();

    guests.leave("c");
    assertThat(guests.admit("d")).isTrue();
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
    assertThat(peer(one).equals(peer(other))).isEqualTo(same);
  }

  @Test
  void callers_of_a_unix_socket_are_one_peer() {
    assertThat(Guests.peer(SocketAddress.domainSocketAddress("/run/a"))).isEmpty();
    assertThat(Guests.peer(null)).isEmpty();
  }

  private static String peer(String address) {
    return Guests.peer(SocketAddress.inetSocketAddress(1, address));
  }
}
