package dev.keyframed.adapter.minimax;

import java.net.URI;
import java.util.Locale;

/**
 * Holds the address of the API.
 *
 * @param prefix path before {@code /v1} in every request; mostly empty
 */
record Endpoint(boolean ssl, String host, int port, String prefix) {
  static Endpoint of(String baseUrl) {
    URI base = URI.create(baseUrl);
    boolean ssl = "https".equals(base.getScheme().toLowerCase(Locale.ROOT));
    int port = base.getPort() >= 0 ? base.getPort() : ssl ? 443 : 80;
    String path = base.getRawPath() == null ? "" : base.getRawPath();
    return new Endpoint(ssl, base.getHost(), port, path.replaceAll("/+$", ""));
  }
}
