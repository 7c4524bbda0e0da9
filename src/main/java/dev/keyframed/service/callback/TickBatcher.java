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
  private final Consumer<List<T>> end;
  private List<T> here = new ArrayList<>();

  /**
   * Creates an empty batch.
   *
   * @param end receives the items of each turn, in a list that it then owns
   */
  TickBatcher(Vertx vertx, Consumer<List<T>> end) {
    this.vertx = vertx;
    this.end = end;
  }

  void add(T one) {
    here.add(one);
    if (here.size() == 1) {
      vertx.runOnContext(turned -> handOver());
    }
  }

  private void handOver() {
    List<T> all = here;
    here = new ArrayList<>();
    end.accept(all);
  }
}
