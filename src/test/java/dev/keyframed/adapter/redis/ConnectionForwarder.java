package dev.keyframed.adapter.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;

/** Forwards a connection to a Redis server behind a door. */
final class ConnectionForwarder {
  private ConnectionForwarder() {}

  /**
   * Connects to a port, and returns its data to the client. Neither end outlives the other. The
   * caller handles requests, and resumes {@code from}, which is paused.
   */
  static Future<NetSocket> open(Vertx vertx, NetSocket from, int redis) {
    from.exceptionHandler(told -> {});
    from.pause();
    return vertx
        .createNetClient()
        .connect(redis, "127.0.0.1")
        .onSuccess(
            to -> {
              to.exceptionHandler(told -> {});
              from.closeHandler(end -> to.close());
              to.closeHandler(end -> from.close());
              to.handler(from::write);
            });
  }
}
