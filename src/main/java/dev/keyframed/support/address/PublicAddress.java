package dev.keyframed.support.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Distinguishes addresses of the public internet from all others. It follows IANA's registries of
 * special-purpose addresses. Pure.
 */
public final class PublicAddress {
  private static final List<Block> NOT_PUBLIC_V4 =
      blocks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/3");

  /**
   * Holds the only IPv6 block that IANA has allocated to the public internet. The reserved blocks
   * within it (protocols, 6to4, documentation) are in {@link #NOT_PUBLIC_V6}.
   */
  private static final Block GIVEN_OUT_V6 = Block.of("2000::/3");

  private static final List<Block> NOT_PUBLIC_V6 =
      blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  /** Lists the IPv6 blocks that carry an IPv4 address in their last four bytes. */
  private static final List<Block> HOLDS_V4 =
      List.of(new Block(mappedPrefix(), 96), Block.of("64:ff9b::/96"));

  private static final int V4_BYTES = 4;

  private PublicAddress() {}

  /**
   * Checks whether an address belongs to the public internet. An IPv4 address mapped into IPv6, or
   * reached through NAT64, is judged as that IPv4 address. Networks without IPv4 use NAT64.
   */
  public static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == V4_BYTES) {
      return NOT_PUBLIC_V4.stream().noneMatch(block -> block.holds(bytes));
    }
    if (HOLDS_V4.stream().anyMatch(block -> block.holds(bytes))) {
      byte[] inner = Arrays.copyOfRange(bytes, bytes.length - V4_BYTES, bytes.length);
      return NOT_PUBLIC_V4.stream().noneMatch(block -> block.holds(inner));
    }
    return GIVEN_OUT_V6.holds(bytes)
        && NOT_PUBLIC_V6.stream().noneMatch(block -> block.holds(bytes));
  }

  /**
   * Returns the prefix of IPv4-mapped addresses as bytes. Java would parse its text as the IPv4
   * address itself.
   */
  private static byte[] mappedPrefix() {
    byte[] prefix = new byte[16];
    prefix[10] = (byte) 0xFF;
    prefix[11] = (byte) 0xFF;
    return prefix;
  }

  private static List<Block> blocks(String... texts) {
    return Arrays.stream(texts).map(Block::of).toList();
  }

  /** Represents the addresses that share their first bits. */
  private static final class Block {
    private final byte[] first;
    private final int bits;

    private Block(byte[] first, int bits) {
      this.first = first;
      this.bits = bits;
    }

    static Block of(String text) {
      String[] parts = text.split("/", 2);
      try {
        // A literal is parsed without a DNS query.
        byte[] first = InetAddress.getByName(parts[0]).getAddress();
        return new Block(first, Integer.parseInt(parts[1]));
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException("not a block: " + text, e);
      }
    }

    boolean holds(byte[] address) {
      int whole = bits / 8;
      int rest = bits % 8;
      boolean alike = Arrays.equals(first, 0, whole, address, 0, whole);
      return alike && (rest == 0 || ((first[whole] ^ address[whole]) & 0xFF) >>> (8 - rest) == 0);
    }
  }
}
