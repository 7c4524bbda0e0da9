package dev.keyframed.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.SocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/** Creates clients that trust any certificate and never resume a TLS session. */
final class Clients {
  /** Limits the simultaneous connections. */
  static final int MOST = 64;

  private static final String LOOPBACK = "127.0.0.1";
  private static final AtomicLong NAMES = new AtomicLong();

  private Clients() {}

  /**
   * Creates a client.
   *
   * @param kept whether connections are kept; otherwise each request has one of its own
   */
  static HttpClientAgent open(Vertx vertx, boolean kept) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setSsl(true)
            .setTrustAll(true)
            .setVerifyHost(false)
            .setKeepAlive(kept);
    if (OpenSSLEngineOptions.isAvailable()) {
      options.setSslEngineOptions(new OpenSSLEngineOptions());
    }
    return vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(MOST));
  }

  /**
   * Returns the options of a request to a port of the loopback address.
   *
   * @param kept as the client was opened; otherwise the server has another name each time, since
   *     sessions are remembered by name
   */
  static RequestOptions post(int port, String path, boolean kept) {
    String name = kept ? LOOPBACK : "host-" + NAMES.incrementAndGet();
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setServer(SocketAddress.inetSocketAddress(port, LOOPBACK))
        .setHost(name)
        .setPort(port)
        .setURI(path);
  }
}
