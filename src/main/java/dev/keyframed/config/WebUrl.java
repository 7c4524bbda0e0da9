package dev.keyframed.config;

import dev.keyframed.support.address.PublicHost;
import java.net.URI;
import java.util.Locale;

/** Parses and checks URLs of services that are called over HTTP. */
final class WebUrl {
  private static final int MOST_PORT = 65535;

  private WebUrl() {}

  /**
   * Parses a URL that paths can be appended to. Trailing slashes are dropped, and the scheme is
   * written in lower case.
   *
   * @throws IllegalArgumentException if the text is not such a URL
   */
  static URI parse(String text) {
    URI url = URI.create(text.replaceFirst("/+$", ""));
    String scheme = String.valueOf(url.getScheme());
    String lower = scheme.toLowerCase(Locale.ROOT);
    boolean web = lower.equals("https") || lower.equals("http");
    boolean bare =
        url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
    // An address with a zone is valid on one machine only.
    boolean host = url.getHost() != null && !url.getHost().contains("%");
    if (!web || !bare || !host || url.getPort() == 0 || url.getPort() > MOST_PORT) {
      throw new IllegalArgumentException();
    }
    return URI.create(lower + url.toString().substring(scheme.length()));
  }

  /** Checks whether the URL is https and its host is not plainly private. */
  static boolean isPublicHttps(URI url) {
    return "https".equals(url.getScheme()) && PublicHost.isPublic(url.getHost());
  }

  /**
   * Checks whether the path contains the API's version. The API's own paths begin with the version.
   */
  static boolean holdsVersion(URI url) {
    return (url.getRawPath() + "/").toLowerCase(Locale.ROOT).contains("/v1/");
  }
}
