package dev.keyframed.adapter.minimax;

import dev.keyframed.job.CreateResult;
import dev.keyframed.support.net.Addresses;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends the request that costs money: once, on a connection of its own, in two phases. A failure
 * before there is a connection was certainly not sent. A later failure may have been sent.
 */
final class PaidClient {
  private static final String PATH = "/v1/video_generation";
  private static final Duration TCP_CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration TLS_HANDSHAKE_TIMEOUT = Duration.ofSeconds(5);

  /**
   * Limits the time from the name lookup to a connection that is ready. A request that takes longer
   * is not sent.
   */
  static final Duration CONNECT_TIMEOUT = TCP_CONNECT_TIMEOUT.plus(TLS_HANDSHAKE_TIMEOUT);

  /** Limits the wait for the body of an error whose status is known. */
  private static final Duration ERROR_BODY_TIMEOUT = Duration.ofSeconds(3);

  /** The least time for a body, within the time in which its outcome is to be stored. */
  private static final Duration LEAST_BODY_TIMEOUT = Duration.ofSeconds(1);

  private static final int MOST_OPEN = 10_000;

  private final HttpClient client;
  private final Addresses addresses;
  private final Endpoint endpoint;
  private final Duration requestTimeout;

  PaidClient(Vertx vertx, Addresses addresses, Endpoint endpoint, Duration requestTimeout) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setKeepAlive(false)
            .setConnectTimeout((int) TCP_CONNECT_TIMEOUT.toMillis())
            .setSslHandshakeTimeout(TLS_HANDSHAKE_TIMEOUT.toMillis())
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setDecompressionSupported(false);
    // Each creation has its own connection. Other parts limit how many are open.
    this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(MOST_OPEN));
    this.addresses = addresses;
    this.endpoint = endpoint;
    this.requestTimeout = requestTimeout;
  }

  /**
   * Sends the request and returns its outcome; never fails.
   *
   * @param hidden secrets that no message may repeat
   * @param seen receives the answer, if there is one
   */
  Future<CreateResult> send(
      Buffer body, String key, List<String> hidden, Consumer<ApiResponse> seen) {
    Future<HttpClientRequest> connection =
        addresses.connect(
            endpoint.host(), endpoint.port(), address -> client.request(options(address, key)));
    return connection
        .timeout(CONNECT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .transform(
            connected -> {
              if (connected.succeeded()) {
                return written(connected.result(), body, hidden, seen);
              }
              connection.onSuccess(HttpClientRequest::reset); // too late, and so never used
              return Future.succeededFuture(CreateReader.notSent(connected.cause()));
            });
  }

  Future<Void> close() {
    return client.close();
  }

  private RequestOptions options(SocketAddress address, String key) {
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setServer(address)
        .setSsl(endpoint.ssl())
        .setHost(endpoint.host())
        .setPort(endpoint.port())
        .setURI(endpoint.prefix() + PATH)
        .setConnectTimeout(CONNECT_TIMEOUT.toMillis())
        .putHeader("Authorization", "Bearer " + key)
        .putHeader("Content-Type", "application/json")
        .putHeader("Accept", "application/json")
        .putHeader("Accept-Encoding", "identity");
  }

  private Future<CreateResult> written(
      HttpClientRequest request, Buffer body, List<String> hidden, Consumer<ApiResponse> seen) {
    long start = System.nanoTime();
    return request
        .send(body)
        .timeout(requestTimeout.toMillis(), TimeUnit.MILLISECONDS)
        .compose(
            response ->
                read(response, hidden, left(start))
                    .onSuccess(seen::accept)
                    .map(CreateReader::of)
                    .otherwise(fault -> CreateReader.misread(response.statusCode(), fault))
                    // The reset below is intended, and must not be logged as a fault.
                    .onComplete(read -> response.exceptionHandler(reset -> {})))
        .otherwise(CreateReader::silent)
        .onComplete(done -> request.reset());
  }

  /** Returns the rest of the request's time; an answer that began late is still read. */
  private Duration left(long start) {
    Duration left = requestTimeout.minusNanos(System.nanoTime() - start);
    return left.compareTo(LEAST_BODY_TIMEOUT) < 0 ? LEAST_BODY_TIMEOUT : left;
  }

  /** Reads an answer that has begun. If its body fails, its status is known all the same. */
  private Future<ApiResponse> read(
      HttpClientResponse response, List<String> hidden, Duration left) {
    int status = response.statusCode();
    Duration wait =
        status / 100 == 2 || left.compareTo(ERROR_BODY_TIMEOUT) < 0 ? left : ERROR_BODY_TIMEOUT;
    BoundedBody body = new BoundedBody();
    return response
        .pipeTo(body)
        .compose(end -> body.result())
        .timeout(wait.toMillis(), TimeUnit.MILLISECONDS)
        .otherwise(Buffer.buffer())
        .map(
            read ->
                ApiResponse.of(
                    endpoint.host(),
                    status,
                    response.getHeader("Trace-Id"),
                    encoding(response.headers()),
                    read,
                    hidden));
  }

  /** Returns the content encoding as one text, however many headers contain it. */
  static String encoding(MultiMap headers) {
    return String.join(",", headers.getAll("Content-Encoding"));
  }
}
