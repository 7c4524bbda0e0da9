package dev.keyframed.adapter.minimax;

import dev.keyframed.support.net.Addresses;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends requests that may be repeated, over pooled connections. A request is sent once more if its
 * connection turns out to have been closed.
 */
final class QueryClient {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  /** Shorter than servers keep a connection, so that closed ones are seldom used. */
  private static final int KEEP_ALIVE_SECONDS = 10;

  private static final int CONNECTIONS = 16;
  private static final int WAITING = 256;

  private final WebClient client;
  private final Addresses addresses;
  private final Endpoint endpoint;
  private final Duration requestTimeout;

  QueryClient(Vertx vertx, Addresses addresses, Endpoint endpoint, Duration requestTimeout) {
    WebClientOptions options = new WebClientOptions();
    options
        .setFollowRedirects(false)
        .setUserAgentEnabled(false)
        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
        // Frees connections whose answer stalls; the caller has timed out long before.
        .setIdleTimeout((int) requestTimeout.toMillis())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
        .setDecompressionSupported(false);
    PoolOptions pool = new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING);
    this.client = WebClient.create(vertx, options, pool);
    this.addresses = addresses;
    this.endpoint = endpoint;
    this.requestTimeout = requestTimeout;
  }

  /** Returns the answer. The future fails if none came in time. */
  Future<ApiResponse> get(String path, String parameter, String value, String key) {
    return addresses
        .connect(
            endpoint.host(),
            endpoint.port(),
            address ->
                once(address, path, parameter, value, key)
                    .recover(
                        fault ->
                            fault instanceof HttpClosedException
                                ? once(address, path, parameter, value, key)
                                : Future.failedFuture(fault)))
        .timeout(requestTimeout.toMillis(), TimeUnit.MILLISECONDS)
        .map(response -> answer(response, key));
  }

  void close() {
    client.close();
  }

  private Future<HttpResponse<Buffer>> once(
      SocketAddress address, String path, String parameter, String value, String key) {
    return client
        .request(
            HttpMethod.GET, address, endpoint.port(), endpoint.host(), endpoint.prefix() + path)
        .ssl(endpoint.ssl())
        .addQueryParam(parameter, value)
        .bearerTokenAuthentication(key)
        .putHeader("Accept", "application/json")
        .putHeader("Accept-Encoding", "identity")
        .putHeader("Cache-Control", "no-store")
        .putHeader("Pragma", "no-cache")
        .timeout(requestTimeout.toMillis())
        .as(BoundedBody::new)
        .send();
  }

  private ApiResponse answer(HttpResponse<Buffer> response, String key) {
    return ApiResponse.of(
        endpoint.host(),
        response.statusCode(),
        response.getHeader("Trace-Id"),
        PaidClient.encoding(response.headers()),
        response.body(),
        List.of(key));
  }
}
