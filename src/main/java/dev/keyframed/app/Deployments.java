package dev.keyframed.app;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deploys verticles in order, undeploys them in reverse order, and closes clients after them. */
final class Deployments {
  private static final Logger log = LoggerFactory.getLogger(Deployments.class);

  private final Vertx vertx;
  private final Deque<List<String>> running = new ArrayDeque<>();
  private final Deque<Supplier<Future<Void>>> open = new ArrayDeque<>();

  Deployments(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Registers a client to be closed when everything is taken down, the last one registered first.
   */
  void closeLater(Supplier<Future<Void>> client) {
    open.push(client);
  }

  Future<Void> deploy(Deployable part) {
    return vertx.deployVerticle(part).map(this::started);
  }

  Future<Void> deploy(Supplier<Deployable> part, int instances) {
    return vertx
        .deployVerticle(part, new DeploymentOptions().setInstances(instances))
        .map(this::started);
  }

  /**
   * Deploys a verticle that is undeployed together with the one deployed before.
   *
   * <p>Two verticles that take jobs must stop together: while one ends its round, the other must
   * take none.
   */
  Future<Void> deployBeside(Deployable part) {
    return vertx
        .deployVerticle(part)
        .map(
            deployment -> {
              running.push(List.of(running.pop().get(0), deployment));
              return null;
            });
  }

  private Void started(String deployment) {
    running.push(List.of(deployment));
    return null;
  }

  /**
   * Undeploys all verticles, the last one first, and closes the clients; the future never fails.
   */
  Future<Void> takeDown() {
    return undeploy().compose(down -> closeAll());
  }

  private Future<Void> undeploy() {
    if (running.isEmpty()) {
      return Future.succeededFuture();
    }
    return Future.join(running.pop().stream().map(this::undeploy).toList())
        .compose(down -> undeploy());
  }

  private Future<Void> undeploy(String deployment) {
    return vertx
        .undeploy(deployment)
        .onFailure(fault -> log.error("a part did not stop cleanly", fault))
        .otherwiseEmpty();
  }

  private Future<Void> closeAll() {
    if (open.isEmpty()) {
      return Future.succeededFuture();
    }
    return open.pop()
        .get()
        .onFailure(fault -> log.error("a client did not close cleanly", fault))
        .otherwiseEmpty()
        .compose(closed -> closeAll());
  }
}
