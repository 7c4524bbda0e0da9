package dev.keyframed.bench;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * Sends each push on a new connection, with a full handshake.
 *
 * <p>{@code wrk} would resume sessions, for which a server signs nothing.
 */
final class NewConnectionLoad implements Load, AutoCloseable {
  private static final int PATIENCE = 30;

  private final HttpClientAgent client;
  private final List<CallbackTarget> targets;

  NewConnectionLoad(Vertx vertx, List<CallbackTarget> targets) {
    this.targets = targets;
    client = Clients.open(vertx, false);
  }

  @Override
  public Run run(int port, int seconds) throws TimeoutException {
    long start = System.nanoTime();
    long end = start + SECONDS.toNanos(seconds);
    Queue<Double> times = new ConcurrentLinkedQueue<>();
    List<Future<Void>> all =
        IntStream.range(0, Clients.MOST).mapToObj(one -> pushUntil(end, port, times)).toList();
    Future.all(all).await(seconds + PATIENCE, SECONDS);
    double rate = times.size() * 1e9 / (System.nanoTime() - start);
    double[] took = times.stream().mapToDouble(Double::doubleValue).toArray();
    return new Run(took.length, rate, Report.rank(0.5, took), Report.rank(0.99, took));
  }

  private Future<Void> pushUntil(long end, int port, Queue<Double> times) {
    Promise<Void> done = Promise.promise();
    next(end, port, times, done);
    return done.future();
  }

  private void next(long end, int port, Queue<Double> times, Promise<Void> done) {
    long start = System.nanoTime();
    if (start >= end) {
      done.complete();
      return;
    }
    push(port)
        .onFailure(done::fail)
        .onSuccess(
            status -> {
              times.add((System.nanoTime() - start) / 1e6);
              next(end, port, times, done);
            });
  }

  private Future<Integer> push(int port) {
    CallbackTarget target = targets.get(ThreadLocalRandom.current().nextInt(targets.size()));
    Buffer push =
        new JsonObject().put("task_id", target.taskId()).put("status", "Processing").toBuffer();
    return client
        .request(Clients.post(port, target.path(), false))
        .compose(request -> request.send(push))
        .compose(response -> response.body().map(body -> response))
        .map(HttpClientResponse::statusCode)
        .map(
            status -> {
              assertThat(status).as("a push's answer").isEqualTo(200);
              return status;
            });
  }

  @Override
  public void close() throws TimeoutException {
    client.close().await(PATIENCE, SECONDS);
  }
}
