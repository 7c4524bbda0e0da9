package dev.keyframed.config;

import dev.keyframed.address.PublicHost;
import java.net.URI;
import java.util.Locale;

/** URLs of services that are called over HTTP. */
final class WebUrl {
  private static final int MOST_PORT = 65535;

  private WebUrl() {}

  /**
   * Reads a URL that paths can be appended to; slashes at its end are dropped, and its scheme is
   * written in lower case.
   *
   * @throws IllegalArgumentException if it is no such URL
   */
  static URI parse(String text) {
    URI url = URI.create(text.replaceFirst("/+$", ""));
    String scheme = String.valueOf(url.getScheme());
    String lower = scheme.toLowerCase(Locale.ROOT);
    boolean web = lower.equals("https") || lower.equals("http");
    boolean bare =
        url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
    // An address with a zone means something on one machine only.
    boolean host = url.getHost() != null && !url.getHost().contains("%");
    if (!web || !bare || !host || url.getPort() == 0 || url.getPort() > MOST_PORT) {
      throw new IllegalArgumentException();
    }
    return URI.create(lower + url.toString().substring(scheme.length()));
  }

  /** Whether it is https and its host is not plainly a private one. */
  static boolean isPublicHttps(URI url) {
    return "https".equals(url.getScheme()) && PublicHost.isPublic(url.getHost());
  }

  /** Whether its path holds the API's version, before which the API's own paths begin. */
  static boolean holdsVersion(URI url) {
    return (url.getRawPath() + "/").toLowerCase(Locale.ROOT).contains("/v1/");
  }
}
