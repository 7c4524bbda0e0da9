package dev.keyframed.adapter.minimax;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.codec.spi.BodyStream;

/**
 * Collects the body of one answer, up to a limit that neither client has. Beyond the limit the
 * write fails, and the pipe with it.
 */
final class BoundedBody implements BodyStream<Buffer> {
  private static final int LIMIT = Body.LIMIT;

  private final Buffer collected = Buffer.buffer();
  private final Promise<Buffer> result = Promise.promise();

  @Override
  public Future<Void> write(Buffer chunk) {
    if (collected.length() + chunk.length() > LIMIT) {
      return Future.failedFuture("the answer is longer than " + LIMIT + " bytes");
    }
    collected.appendBuffer(chunk);
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> end() {
    result.tryComplete(collected);
    return Future.succeededFuture();
  }

  @Override
  public Future<Buffer> result() {
    return result.future();
  }

  @Override
  public void handle(Throwable fault) {
    result.tryFail(fault);
  }

  @Override
  public boolean writeQueueFull() {
    return false;
  }

  @Override
  public BoundedBody setWriteQueueMaxSize(int size) {
    return this;
  }

  @Override
  public BoundedBody drainHandler(Handler<Void> handler) {
    return this;
  }

  @Override
  public BoundedBody exceptionHandler(Handler<Throwable> handler) {
    return this;
  }
}
