package dev.keyframed.bench;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Sends challenges at a moderate rate, as the provider sends one within each creation. */
final class ChallengeLoad implements AutoCloseable {
  private static final int PATIENCE = 30;

  /** Sets the interval of challenges. */
  static final Duration PACE = Duration.ofMillis(20);

  private final HttpClientAgent client;
  private final int port;
  private final boolean kept;

  /**
   * Creates challenges to a port.
   *
   * @param kept whether connections are kept; otherwise each challenge has a handshake first
   */
  ChallengeLoad(Vertx vertx, int port, boolean kept) {
    this.port = port;
    this.kept = kept;
    client = Clients.open(vertx, kept);
  }

  /**
   * Returns the milliseconds from each challenge to its whole echo, connections included.
   *
   * <p>A late answer delays no other challenge.
   */
  double[] send(List<CallbackTarget> targets) throws TimeoutException, InterruptedException {
    List<Future<Double>> times = new ArrayList<>();
    long next = System.nanoTime();
    for (CallbackTarget target : targets) {
      times.add(send(target.path()));
      next += PACE.toNanos();
      Eventually.pause(Duration.ofNanos(next - System.nanoTime()));
    }
    Future.all(times).await(PATIENCE, SECONDS);
    return times.stream().mapToDouble(Future::result).toArray();
  }

  private Future<Double> send(String path) {
    Buffer challenge =
        new JsonObject().put("challenge", "1a3cs1j-601a-118y-ch52-o48911eabc3u").toBuffer();
    long start = System.nanoTime();
    return client
        .request(Clients.post(port, path, kept))
        .compose(request -> request.send(challenge))
        .compose(HttpClientResponse::body)
        .map(
            body -> {
              double took = (System.nanoTime() - start) / 1e6;
              assertThat(body).as("the echo").isEqualTo(challenge);
              return took;
            });
  }

  @Override
  public void close() throws TimeoutException {
    client.close().await(PATIENCE, SECONDS);
  }
}
