package dev.keyframed.service.callback;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * Receives request bodies within a limit of size and a limit of time. A sender that exceeds the
 * time has its connection closed, with every other stream on it: an error answer alone would not
 * free the connection. For one event-loop context.
 */
final class BodyReader {
  /** Limit of a body in bytes. A callback has some hundred bytes. */
  static final int LONGEST = 64 * 1024;

  private final Vertx vertx;
  private final long bodyTimeoutMillis;
  private final TickBatcher<Open> begun;

  BodyReader(Vertx vertx, Duration bodyTimeout) {
    this.vertx = vertx;
    this.bodyTimeoutMillis = bodyTimeout.toMillis();
    this.begun = new TickBatcher<>(vertx, all -> all.forEach(this::limit));
  }

  /**
   * Returns the whole body, or null as soon as its length or its announced length exceeds the
   * limit. The future fails if the sender disconnects or its connection is closed for being too
   * slow.
   */
  Future<Buffer> read(HttpServerRequest request) {
    Buffer body = Buffer.buffer();
    return receive(request, body::appendBuffer).map(fits -> fits ? body : null);
  }

  /**
   * Discards the body, so that the sender can receive the answer. The future succeeds when the body
   * has ended or is too long. It fails if the sender disconnects or its connection is closed for
   * being too slow.
   */
  Future<Void> drop(HttpServerRequest request) {
    return receive(request, chunk -> {}).mapEmpty();
  }

  private Future<Boolean> receive(HttpServerRequest request, Handler<Buffer> sink) {
    if (announced(request) > LONGEST) {
      return Future.succeededFuture(false);
    }
    Promise<Boolean> received = Promise.promise();
    long[] length = {0};
    request.handler(
        chunk -> {
          length[0] += chunk.length();
          if (length[0] > LONGEST) {
            received.tryComplete(false);
          } else {
            sink.handle(chunk);
          }
        });
    request.endHandler(end -> received.tryComplete(true));
    request.exceptionHandler(received::tryFail);
    // Most bodies come with their head and have been read by the end of this turn: a timer for each
    // would be waste.
    begun.add(new Open(request, received.future()));
    return received.future();
  }

  private record Open(HttpServerRequest request, Future<Boolean> received) {}

  private void limit(Open body) {
    if (!body.received.isComplete()) {
      long deadline = vertx.setTimer(bodyTimeoutMillis, late -> body.request.connection().close());
      body.received.onComplete(done -> vertx.cancelTimer(deadline));
    }
  }

  private static long announced(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}
