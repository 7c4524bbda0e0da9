package dev.keyframed.adapter.redis;

import dev.keyframed.support.net.RedisEndpoint;
import dev.keyframed.support.net.RedisTls;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.concurrent.TimeUnit;

/** Builds the socket options of connections to Redis. */
final class RedisSocketOptions {
  private static final int CONNECT_MILLIS = 2000;
  private static final int USER_TIMEOUT_MILLIS = 10_000;

  /** Sets the idle time-out above a blocking read and above the heartbeat's interval. */
  private static final int IDLE_SECONDS = 15;

  private RedisSocketOptions() {}

  /**
   * Returns the options for an endpoint. With TLS the certificate and its host name are verified.
   */
  static NetClientOptions options(RedisEndpoint endpoint) {
    NetClientOptions options =
        new NetClientOptions()
            .setConnectTimeout(CONNECT_MILLIS)
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setTcpKeepAlive(true)
            .setTcpUserTimeout(USER_TIMEOUT_MILLIS);
    return endpoint.isTls() ? secured(options, endpoint.tls()) : options;
  }

  private static NetClientOptions secured(NetClientOptions options, RedisTls tls) {
    options.setSsl(true).setHostnameVerificationAlgorithm("HTTPS");
    tls.ca()
        .ifPresent(ca -> options.setTrustOptions(new PemTrustOptions().addCertPath(ca.toString())));
    if (tls.cert().isPresent() && tls.key().isPresent()) {
      options.setKeyCertOptions(
          new PemKeyCertOptions()
              .addCertPath(tls.cert().get().toString())
              .addKeyPath(tls.key().get().toString()));
    }
    return options;
  }
}
