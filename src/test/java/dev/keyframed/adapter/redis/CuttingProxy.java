package dev.keyframed.adapter.redis;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Forwards connections to a Redis server, and cuts the connection of a chosen script. */
final class CuttingProxy {
  private static final String MARK = "the-script-was-run";
  private static final Buffer ECHO =
      Buffer.buffer("*2\r\n$4\r\nECHO\r\n$" + MARK.length() + "\r\n" + MARK + "\r\n");

  private final Vertx vertx;
  private final int redis;
  private final String job;
  private final AtomicReference<Cut> armed = new AtomicReference<>();
  private final AtomicInteger cuts = new AtomicInteger();

  /** Creates a door to a port. A script about the job is recognised by the job's id. */
  CuttingProxy(Vertx vertx, int redis, String job) {
    this.vertx = vertx;
    this.redis = redis;
    this.job = job;
  }

  /** Names the moment at which a connection is cut. */
  enum Cut {
    /** Before the script reaches Redis. */
    BEFORE,
    /** After Redis has run the script, before its answer is read. */
    AFTER
  }

  /** Opens the door. Returns its port. */
  int open() throws Exception {
    return vertx
        .createNetServer()
        .connectHandler(this::pass)
        .listen(0, "127.0.0.1")
        .await(10, SECONDS)
        .actualPort();
  }

  /** Cuts the connection of the next script about the job. */
  void arm(Cut cut) {
    armed.set(cut);
  }

  /** Returns how many connections were cut. */
  int cuts() {
    return cuts.get();
  }

  private void pass(NetSocket from) {
    ConnectionForwarder.open(vertx, from, redis)
        .onSuccess(
            to -> {
              from.handler(request -> forward(request, from, to));
              from.resume();
            });
  }

  private void forward(Buffer request, NetSocket from, NetSocket to) {
    Cut cut = isScript(request) ? armed.getAndSet(null) : null;
    if (cut == null) {
      to.write(request);
      return;
    }
    cuts.incrementAndGet();
    if (cut == Cut.BEFORE) {
      from.close();
    } else {
      // Answers of earlier commands may come first. Redis has run the script when it echoes this.
      to.handler(
          answer -> {
            if (answer.toString(StandardCharsets.ISO_8859_1).contains(MARK)) {
              from.close();
            }
          });
      to.write(request).onSuccess(written -> to.write(ECHO));
    }
  }

  private boolean isScript(Buffer request) {
    String text = request.toString(StandardCharsets.ISO_8859_1);
    boolean about = text.contains(":job:" + job) || text.contains("\"id\":\"" + job + "\"");
    return about && text.toLowerCase(Locale.ROOT).contains("evalsha");
  }
}
