package dev.keyframed.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** URLs of services that are called over HTTP. */
final class WebUrl {

  private WebUrl() {}

  /**
   * Reads a URL that paths can be appended to; slashes at its end are dropped.
   *
   * @throws IllegalArgumentException if it is no such URL
   */
  static URI parse(String text) {
    URI url = URI.create(text.replaceFirst("/+$", ""));
    boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    boolean bare =
        url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
    if (!web || !bare || url.getHost() == null || url.getPort() > 65535) {
      throw new IllegalArgumentException();
    }
    return url;
  }

  /**
   * Whether it is https and its host is not plainly a private one. Names are not resolved: what
   * they stand for can change at any time, so whoever connects looks at the address it connects to.
   */
  static boolean isPublicHttps(URI url) {
    return "https".equals(url.getScheme()) && !isPrivate(url.getHost());
  }

  private static boolean isPrivate(String host) {
    if (host.matches("(?i)(.+\\.)?localhost")) {
      return true;
    }
    boolean literal = host.startsWith("[") || host.matches("[0-9.]+");
    return literal && isPrivateAddress(host);
  }

  private static boolean isPrivateAddress(String literal) {
    InetAddress address;
    try {
      address = InetAddress.getByName(literal);
    } catch (UnknownHostException notAnAddress) {
      return true;
    }
    byte[] bytes = address.getAddress();
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    boolean carrierShared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    return address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || uniqueLocal
        || carrierShared;
  }
}
