package dev.keyframed.redis;

import io.vertx.core.net.NetClientOptions;
import java.net.URI;

/** How a socket to Redis is made, whatever is said on it. */
final class Sockets {
  private static final int CONNECT_MILLIS = 2000;
  private static final int USER_TIMEOUT_MILLIS = 10_000;

  private static final int USUAL_PORT = 6379;

  private Sockets() {}

  /** Where that URL leads, to be shown: host and port, or the path of a socket; no more of it. */
  static String place(String url) {
    URI parsed = URI.create(url);
    if (parsed.getHost() == null) {
      return String.valueOf(parsed.getPath());
    }
    return parsed.getHost() + ":" + (parsed.getPort() < 0 ? USUAL_PORT : parsed.getPort());
  }

  /** For that URL; with {@code rediss://} the certificate and its host name are verified. */
  static NetClientOptions options(String url) {
    NetClientOptions options =
        new NetClientOptions()
            .setConnectTimeout(CONNECT_MILLIS)
            .setTcpKeepAlive(true)
            .setTcpUserTimeout(USER_TIMEOUT_MILLIS);
    return url.startsWith("rediss:")
        ? options.setSsl(true).setHostnameVerificationAlgorithm("HTTPS")
        : options;
  }
}
