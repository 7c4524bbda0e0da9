package dev.keyframed.redis;

import io.vertx.core.net.NetClientOptions;

/** How a socket to Redis is made, whatever is said on it. */
final class Sockets {
  private static final int CONNECT_MILLIS = 2000;
  private static final int USER_TIMEOUT_MILLIS = 10_000;

  private Sockets() {}

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
