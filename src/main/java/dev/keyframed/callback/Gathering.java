package dev.keyframed.callback;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What comes up in one turn of an event loop, handed over together when the turn ends: a flood
 * costs one step for each handful instead of for each, and a single one waits for nobody. For one
 * context.
 */
final class Gathering<T> {
  private final Vertx vertx;
  private final Consumer<List<T>> end;
  private List<T> here = new ArrayList<>();

  /**
   * None yet.
   *
   * @param end gets each turn's; the list is its own
   */
  Gathering(Vertx vertx, Consumer<List<T>> end) {
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
