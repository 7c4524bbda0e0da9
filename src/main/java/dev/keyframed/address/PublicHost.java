package dev.keyframed.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells hosts of URLs that may lead into the public internet from those that plainly do not. No
 * name is resolved: what it stands for can change at any time, so a connection judges the address
 * it goes to. Pure.
 */
public final class PublicHost {
  /** A name whose last part is a number is an address, whatever its form (WHATWG URL). */
  private static final Pattern NUMERIC = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");

  private static final Pattern DOTTED =
      Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

  /** Domains that the public DNS never has (IANA's special-use names, and ICANN's internal). */
  private static final List<String> NEVER_PUBLIC =
      List.of("alt", "home.arpa", "internal", "invalid", "local", "localhost", "onion", "test");

  private PublicHost() {}

  /**
   * Whether that host can be a public one.
   *
   * @param host as {@link java.net.URI#getHost} gives it: an IPv6 address stands in brackets
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
      return PublicAddress.isPublic(InetAddress.getByName(literal)); // nothing is looked up
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
