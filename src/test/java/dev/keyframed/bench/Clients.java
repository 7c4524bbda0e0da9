package dev.keyframed.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.OpenSSLEngineOptions;

/** Clients that trust anybody and, as strangers do, never take a session up again. */
final class Clients {
  /** Connections at once. */
  static final int MOST = 64;

  private Clients() {}

  /**
   * A client.
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
      options.setSslEngineOptions(new OpenSSLEngineOptions().setSessionCacheEnabled(false));
    }
    return vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(MOST));
  }
}
