package dev.keyframed.support.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Checks whether the host of a URL can be on the public internet. No name is resolved, because its
 * address can change at any time. The address is checked when a connection is made. Pure.
 */
public final class PublicHost {
  /** Matches a host that WHATWG URL treats as an IPv4 address: its last label is a number. */
  private static final Pattern NUMERIC = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");

  private static final Pattern DOTTED =
      Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

  /**
   * Lists domains that public DNS never has: IANA's special-use names, and ICANN's {@code
   * internal}.
   */
  private static final List<String> NEVER_PUBLIC =
      List.of("alt", "home.arpa", "internal", "invalid", "local", "localhost", "onion", "test");

  private PublicHost() {}

  /**
   * Checks whether a host can be a public one.
   *
   * @param host as {@link java.net.URI#getHost} returns it, with an IPv6 address in brackets
   */
  public static boolean isPublic(String host) {
    String plain = (host.endsWith(".") ? host.substring(0, host.length() - 1) : host);
    String name = plain.toLowerCase(Locale.ROOT);
    if (name.startsWith("[")) {
      return !name.contains("%") && isPublicAddress(name);
    }
    if (NUMERIC.matcher(name).matches()) {
      return DOTTED.matcher(name).matches() && isPublicAddress(name);
    }
    return name.contains(".")
        && NEVER_PUBLIC.stream().noneMatch(domain -> name.endsWith("." + domain));
  }

  private static boolean isPublicAddress(String literal) {
    try {
      return PublicAddress.isPublic(InetAddress.getByName(literal)); // no DNS query
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
