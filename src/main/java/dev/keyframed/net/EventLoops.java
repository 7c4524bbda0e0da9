package dev.keyframed.net;

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

/** Says who works on which event loop: beside another part, or apart from all others. */
public final class EventLoops {
  private EventLoops() {}

  /**
   * Takes that step on the other's loop, where both speak without waking a thread, but on a context
   * of no verticle: what is opened there outlives every one of them.
   */
  public static <T> Future<T> beside(Context other, Supplier<Future<T>> step) {
    ContextInternal one = (ContextInternal) other;
    return on(one.owner(), one.nettyEventLoop(), step);
  }

  /**
   * Takes that step on a loop that no verticle is given, so that whatever comes in there keeps
   * nobody else from working. Where Vert.x was built without such loops, on the caller's.
   */
  public static <T> Future<T> apart(Vertx vertx, Supplier<Future<T>> step) {
    VertxInternal own = (VertxInternal) vertx;
    return own.nettyEventLoopGroup() instanceof SplitLoops loops
        ? on(own, loops.nextApart(), step)
        : Future.succeededFuture().compose(here -> step.get());
  }

  /** Returns a context on each loop, of those apart too. */
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
    // Composed, for a step that throws fails like any other.
    on(vertx, loop)
        .runOnContext(go -> Future.succeededFuture().compose(here -> step.get()).onComplete(taken));
    return taken.future();
  }

  private static Context on(VertxInternal vertx, EventLoop loop) {
    return vertx.contextBuilder().withEventLoop(loop).build();
  }
}
