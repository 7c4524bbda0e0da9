package dev.keyframed.service.download;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.io.IOException;

/**
 * Writes a stream to a part, in order, by one worker at a time. For one event loop. The part
 * belongs to the sink until {@link #end()} has succeeded, or a later task of the same context runs.
 */
final class PartSink implements WriteStream<Buffer> {
  private static final int MOST_PENDING = 1 << 18;

  private final Vertx vertx;
  private final PartFile part;
  private final long limit;

  private Future<Void> last = Future.succeededFuture();
  private Handler<Void> drained;
  private long accepted;
  private int pending;

  /**
   * Creates a stream into that part.
   *
   * @param limit maximum of bytes
   */
  PartSink(Vertx vertx, PartFile part, long limit) {
    this.vertx = vertx;
    this.part = part;
    this.limit = limit;
  }

  /** Discards the kept bytes before anything is written; see {@link PartFile#restart}. */
  Future<Void> restart(String etag) {
    last = onDisk(() -> part.restart(etag));
    return last;
  }

  /**
   * Discards the kept bytes and decompresses those that follow; see {@link PartFile#restartPacked}.
   */
  Future<Void> restartPacked(long mostUnpacked) {
    last = onDisk(() -> part.restartPacked(mostUnpacked));
    return last;
  }

  /** Returns the number of bytes accepted so far. */
  long accepted() {
    return accepted;
  }

  @Override
  public Future<Void> write(Buffer chunk) {
    if (accepted + chunk.length() > limit) {
      return Future.failedFuture(new TooLongException());
    }
    accepted += chunk.length();
    pending += chunk.length();
    last = onDisk(() -> part.append(chunk));
    return last.onComplete(done -> written(chunk.length()));
  }

  private Future<Void> onDisk(DiskWork work) {
    return vertx
        .<Void>executeBlocking(
            () -> {
              work.run();
              return null;
            })
        .recover(
            cause ->
                Future.failedFuture(
                    cause instanceof Gunzip.BrokenException ? cause : new DiskException(cause)));
  }

  private void written(int bytes) {
    pending -= bytes;
    if (drained != null && pending <= MOST_PENDING / 2) {
      Handler<Void> handler = drained;
      drained = null;
      handler.handle(null);
    }
  }

  @Override
  public Future<Void> end() {
    return last;
  }

  @Override
  public boolean writeQueueFull() {
    return pending >= MOST_PENDING;
  }

  @Override
  public PartSink drainHandler(Handler<Void> handler) {
    drained = handler;
    return this;
  }

  @Override
  public PartSink exceptionHandler(Handler<Throwable> handler) {
    return this;
  }

  @Override
  public PartSink setWriteQueueMaxSize(int size) {
    return this;
  }

  /** Works on the part. */
  @FunctionalInterface
  private interface DiskWork {
    void run() throws IOException;
  }

  /** Reports more bytes than were announced or are allowed. */
  static final class TooLongException extends Exception {}

  /** Reports a fault of the local disk. */
  static final class DiskException extends Exception {
    DiskException(Throwable cause) {
      super(String.valueOf(cause), cause);
    }
  }
}
