package dev.keyframed.adapter.redis;

import dev.keyframed.port.Timing;
import io.vertx.core.Future;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Sends commands on connections, with a limit, a time-out and an explanation of errors.
 * Thread-safe.
 */
final class CommandSender {
  private static final int MOST_IN_FLIGHT = 512;

  /**
   * Lists errors that only another connection or another server can resolve. The client reports the
   * end of a connection as such an error too.
   */
  private static final List<String> NOT_NOW =
      List.of(
          "CONNECTION_CLOSED",
          "READONLY",
          "LOADING",
          "MASTERDOWN",
          "MOVED",
          "CLUSTERDOWN",
          "NOAUTH");

  private final Timing timing;
  private final RepeatedRefusals refusals;
  private final AtomicInteger inFlight = new AtomicInteger();

  CommandSender(Timing timing, RepeatedRefusals refusals) {
    this.timing = timing;
    this.refusals = refusals;
  }

  /** Checks whether no answer is pending. */
  boolean isIdle() {
    return inFlight.get() == 0;
  }

  /**
   * Sends a command, and fails as {@link RedisLink#send} does.
   *
   * @param unusable receives the reason why this connection must not be used any more
   */
  <T> Future<T> send(
      RedisConnection connection,
      String operation,
      Duration timeout,
      Function<RedisConnection, Future<T>> how,
      Consumer<Throwable> unusable) {
    if (inFlight.incrementAndGet() > MOST_IN_FLIGHT) {
      inFlight.decrementAndGet();
      return Future.failedFuture(
          new RedisUnavailableException("too many commands are waiting for Redis"));
    }
    long start = System.nanoTime();
    return how.apply(connection)
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .onComplete(
            done -> {
              inFlight.decrementAndGet();
              Duration took = Duration.ofNanos(System.nanoTime() - start);
              timing.took(operation, done.succeeded() ? "ok" : "error", took);
              if (done.succeeded()) {
                refusals.succeeded(operation);
              }
            })
        .recover(cause -> Future.failedFuture(explained(operation, cause, unusable)));
  }

  private Throwable explained(String operation, Throwable cause, Consumer<Throwable> unusable) {
    boolean answered = cause instanceof Response;
    String message = RedisProblem.reason(cause);
    if (answered && NOT_NOW.stream().noneMatch(message::startsWith)) {
      refusals.refused(operation, message);
      return new RedisErrorException(operation, cause);
    }
    // A late answer would still come in order, but may never come.
    unusable.accept(cause);
    return new RedisUnavailableException(operation + ": " + message);
  }
}
