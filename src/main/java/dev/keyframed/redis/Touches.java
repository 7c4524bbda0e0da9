package dev.keyframed.redis;

import dev.keyframed.port.JobStore.Swap;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Response;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Stores touches, and those that come while some are on their way together, in one script after it:
 * a single one waits for nobody, and a flood costs a trip for each handful instead of for each.
 * Thread-safe; a future completes on its caller's context.
 */
final class Touches {
  /** For one script: others wait for it less than a millisecond. */
  private static final int MOST_AT_ONCE = 64;

  private static final int MOST_WAITING = 2048;

  private final Script touch = Script.alone("touch");
  private final Keys keys;
  private final RedisLink link;

  // Under this.
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private boolean busy;

  Touches(Keys keys, RedisLink link) {
    this.keys = keys;
    this.link = link;
  }

  private record Waiting(Touch touch, Context context, Promise<Swap> swap) {
    /** Runs that on its caller's context, if it has one. */
    void there(Runnable step) {
      if (context == null || context == Vertx.currentContext()) {
        step.run();
      } else {
        context.runOnContext(go -> step.run());
      }
    }
  }

  /** What became of it, once it is stored or cannot be. */
  Future<Swap> store(Touch touch) {
    Waiting one = new Waiting(touch, Vertx.currentContext(), Promise.promise());
    synchronized (this) {
      if (waiting.size() >= MOST_WAITING) {
        return Future.failedFuture(new RedisAway("too many changes wait for Redis"));
      }
      waiting.add(one);
      if (busy) {
        return one.swap.future();
      }
      busy = true;
    }
    if (one.context == null) {
      send();
    } else {
      // Not at once: whoever has its turn on this loop already may come along.
      one.context.runOnContext(go -> send());
    }
    return one.swap.future();
  }

  private void send() {
    List<Waiting> batch = take();
    if (batch.isEmpty()) {
      return;
    }
    List<String> names = new ArrayList<>(1 + 2 * batch.size());
    List<String> arguments = new ArrayList<>(8 * batch.size());
    names.add(keys.due());
    batch.forEach(one -> one.touch.tell(keys, names, arguments));
    touch
        .run(link, names, arguments)
        .onComplete(
            done -> {
              send();
              for (int at = 0; at < batch.size(); at++) {
                Waiting one = batch.get(at);
                if (done.succeeded()) {
                  Response reply = done.result().get(at);
                  one.there(() -> settle(one, reply));
                } else {
                  one.there(() -> one.swap.fail(done.cause()));
                }
              }
            });
  }

  private synchronized List<Waiting> take() {
    List<Waiting> batch = new ArrayList<>();
    while (batch.size() < MOST_AT_ONCE && !waiting.isEmpty()) {
      batch.add(waiting.remove());
    }
    busy = !batch.isEmpty();
    return batch;
  }

  /** Of one that cannot be stored or read the others know nothing. */
  private static void settle(Waiting one, Response reply) {
    try {
      one.swap.complete(Replies.swap(one.touch.asRead(), reply));
    } catch (RuntimeException fault) {
      one.swap.fail(fault);
    }
  }
}
