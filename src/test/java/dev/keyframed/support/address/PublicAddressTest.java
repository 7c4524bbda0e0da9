package dev.keyframed.support.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.1",
        "169.253.255.255",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2606:4700:4700::1111",
        "2a00:1450:4001:80b::200e",
        "::ffff:1.1.1.1",
        "64:ff9b::1.1.1.1"
      })
  void routable_addresses_are_public(String address) throws Exception {
    assertThat(PublicAddress.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::10.0.0.1",
        "64:ff9b::169.254.169.254",
        "64:ff9b:1::1.1.1.1",
        "::1.1.1.1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "3fff::1",
        "fc00::1",
        "fdff::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "4000::1"
      })
  void special_purpose_addresses_are_not_public(String address) throws Exception {
    assertThat(PublicAddress.isPublic(InetAddress.getByName(address))).isFalse();
  }

  /**
   * Tests the raw bytes, as a system may provide them. Java itself would create an IPv4 address
   * from them.
   */
  @Test
  void ipv4_mapped_address_is_judged_as_its_ipv4_address() throws Exception {
    assertThat(PublicAddress.isPublic(mapped(10, 0, 0, 1))).isFalse();
    assertThat(PublicAddress.isPublic(mapped(127, 0, 0, 1))).isFalse();
    assertThat(PublicAddress.isPublic(mapped(1, 1, 1, 1))).isTrue();
  }

  private static InetAddress mapped(int... v4) throws Exception {
    byte[] bytes = new byte[16];
    bytes[10] = (byte) 0xFF;
    bytes[11] = (byte) 0xFF;
    for (int i = 0; i < v4.length; i++) {
      bytes[12 + i] = (byte) v4[i];
    }
    return Inet6Address.getByAddress(null, bytes, 1);
  }

  @Test
  void link_local_address_is_not_public_with_any_zone() throws Exception {
    byte[] linkLocal = InetAddress.getByName("fe80::1").getAddress();

    assertThat(PublicAddress.isPublic(Inet6Address.getByAddress(null, linkLocal, 2))).isFalse();
  }
}
