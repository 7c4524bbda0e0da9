package dev.keyframed.service.callback;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Collects the items of one turn of an event loop and hands them over together at its end. A flood
 * then costs one step for a batch instead of one for each item. A single item waits for no other.
 * For one context.
 */
final class TickBatcher<T> {
  private final Vertx vertx;
  private final Consumer<List<T>> consumer;
  private List<T> items = new ArrayList<>();

  /**
   * Creates an empty batch.
   *
   * @param consumer receives the items of each turn, in a list that it then owns
   */
  TickBatcher(Vertx vertx, Consumer<List<T>> consumer) {
    this.vertx = vertx;
    this.consumer = consumer;
  }

  void add(T item) {
    items.add(item);
    if (items.size() == 1) {
      vertx.runOnContext(turned -> handOver());
    }
  }

  private void handOver() {
    List<T> all = items;
    items = new ArrayList<>();
    consumer.accept(all);
  }
}
