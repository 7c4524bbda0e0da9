package dev.keyframed.support.net;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Runs steps on a chosen event loop: that of another component, or one that no verticle uses. */
public final class EventLoops {
  private EventLoops() {}

  /**
   * Runs a step on the event loop of another context, so that both communicate without waking a
   * thread. The step gets a context that belongs to no verticle, so what it opens outlives every
   * verticle.
   */
  public static <T> Future<T> beside(Context other, Supplier<Future<T>> step) {
    ContextInternal one = (ContextInternal) other;
    return on(one.owner(), one.nettyEventLoop(), step);
  }

  /**
   * Runs a step on an event loop that no verticle uses, so that its load delays nothing else. If
   * Vert.x was built without such loops, the step runs on the caller's loop.
   */
  public static <T> Future<T> apart(Vertx vertx, Supplier<Future<T>> step) {
    VertxInternal own = (VertxInternal) vertx;
    return own.nettyEventLoopGroup() instanceof SplitEventLoopGroup loops
        ? on(own, loops.nextApart(), step)
        : Future.succeededFuture().compose(here -> step.get());
  }

  /** Returns a context on each event loop, including those kept apart. */
  public static List<Context> all(Vertx vertx) {
    VertxInternal own = (VertxInternal) vertx;
    List<Context> contexts = new ArrayList<>();
    EventLoopGroup loops = own.nettyEventLoopGroup();
    for (EventExecutor loop : loops) {
      contexts.add(on(own, (EventLoop) loop));
    }
    return contexts;
  }

  private static <T> Future<T> on(VertxInternal vertx, EventLoop loop, Supplier<Future<T>> step) {
    Promise<T> taken = Promise.promise();
    // Composed, so that a step that throws fails the future.
    on(vertx, loop)
        .runOnContext(go -> Future.succeededFuture().compose(here -> step.get()).onComplete(taken));
    return taken.future();
  }

  private static Context on(VertxInternal vertx, EventLoop loop) {
    return vertx.contextBuilder().withEventLoop(loop).build();
  }
}
