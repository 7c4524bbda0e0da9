package dev.keyframed.net;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.function.Supplier;

/** Who works beside whom: on one loop they speak to each other without waking a thread. */
public final class EventLoops {
  private EventLoops() {}

  /**
   * Takes that step on the other's loop, but on a context of no verticle: what is opened there
   * outlives every one of them.
   */
  public static <T> Future<T> beside(Context other, Supplier<Future<T>> step) {
    ContextInternal one = (ContextInternal) other;
    Context own = one.owner().contextBuilder().withEventLoop(one.nettyEventLoop()).build();
    Promise<T> taken = Promise.promise();
    // Composed, for a step that throws fails like any other.
    own.runOnContext(go -> Future.succeededFuture().compose(here -> step.get()).onComplete(taken));
    return taken.future();
  }
}
