package dev.keyframed.chaos;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Forwards connections from one address to the first daemon that accepts, like a balancer. */
final class BalancingProxy implements AutoCloseable {
  private final NetClient client;
  private final NetServer server;
  private final List<Integer> ports;
  private int turn;

  /** Starts forwarding to these ports. */
  BalancingProxy(Vertx vertx, List<Integer> ports) throws TimeoutException {
    this.ports = List.copyOf(ports);
    client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(500));
    server =
        vertx
            .createNetServer()
            .connectHandler(this::pass)
            .listen(0, "127.0.0.1")
            .await(10, SECONDS);
  }

  int port() {
    return server.actualPort();
  }

  private void pass(NetSocket outside) {
    outside.pause();
    turn++;
    connect(turn, ports.size())
        .onSuccess(
            inside -> {
              outside.handler(inside::write);
              inside.handler(outside::write);
              outside.closeHandler(closed -> inside.close());
              inside.closeHandler(closed -> outside.close());
              outside.exceptionHandler(fault -> inside.close());
              inside.exceptionHandler(fault -> outside.close());
              outside.resume();
            })
        .onFailure(none -> outside.close());
  }

  private Future<NetSocket> connect(int from, int left) {
    int port = ports.get(Math.floorMod(from, ports.size()));
    Future<NetSocket> one = client.connect(port, "127.0.0.1");
    return left <= 1 ? one : one.recover(fault -> connect(from + 1, left - 1));
  }

  @Override
  public void close() throws TimeoutException {
    server.close().await(10, SECONDS);
    client.close().await(10, SECONDS);
  }
}
