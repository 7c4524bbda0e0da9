package dev.keyframed.adapter.redis;

import dev.keyframed.job.Job;
import dev.keyframed.port.JobStore.StoreResult;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Stores quick updates in batches. While a script runs, new updates are collected, and the next
 * script stores them together. A single update therefore waits for no batch, and a flood costs one
 * round trip for many updates. Thread-safe; a future completes on its caller's context.
 */
final class QuickUpdateBatcher {
  /**
   * Limits the updates of one script, so that other commands wait less than a millisecond for it.
   */
  private static final int MOST_AT_ONCE = 64;

  private static final int MOST_WAITING = 2048;

  private final Script touch = Script.alone("touch");
  private final NamespaceKeys keys;
  private final RedisLink link;
  private final Clock clock;

  // Guarded by this.
  private final Queue<QueuedUpdate> waiting = new ArrayDeque<>();
  private boolean busy;

  QuickUpdateBatcher(NamespaceKeys keys, RedisLink link, Clock clock) {
    this.keys = keys;
    this.link = link;
    this.clock = clock;
  }

  private record QueuedUpdate(QuickUpdate update, Context context, Promise<StoreResult> result) {}

  /** Stores an update. The future completes once it is stored or has failed. */
  Future<StoreResult> store(QuickUpdate update) {
    QueuedUpdate queued = new QueuedUpdate(update, Vertx.currentContext(), Promise.promise());
    synchronized (this) {
      if (waiting.size() >= MOST_WAITING) {
        return Future.failedFuture(
            new RedisUnavailableException("too many changes are waiting for Redis"));
      }
      waiting.add(queued);
      if (busy) {
        return queued.result.future();
      }
      busy = true;
    }
    if (queued.context == null) {
      send();
    } else {
      // Later: tasks already queued on this loop may add updates to the batch.
      queued.context.runOnContext(go -> send());
    }
    return queued.result.future();
  }

  private void send() {
    List<QueuedUpdate> batch = take();
    if (batch.isEmpty()) {
      return;
    }
    List<String> names = new ArrayList<>(1 + batch.size());
    List<String> arguments = new ArrayList<>(8 * batch.size());
    names.add(keys.due());
    Instant now = clock.instant();
    batch.forEach(queued -> queued.update.addTo(keys, now, names, arguments));
    touch
        .run(link, names, arguments)
        .onComplete(
            done -> {
              send();
              settle(batch, done);
            });
  }

  /**
   * Completes the futures of a batch, each on its caller's context if it has one. Adjacent futures
   * of one context are completed in one step.
   */
  private static void settle(List<QueuedUpdate> batch, AsyncResult<Response> done) {
    int from = 0;
    for (int to = 1; to <= batch.size(); to++) {
      Context context = batch.get(from).context;
      if (to == batch.size() || batch.get(to).context != context) {
        int first = from;
        int end = to;
        if (context == null || context == Vertx.currentContext()) {
          settle(batch, first, end, done);
        } else {
          context.runOnContext(go -> settle(batch, first, end, done));
        }
        from = to;
      }
    }
  }

  private static void settle(
      List<QueuedUpdate> batch, int from, int to, AsyncResult<Response> done) {
    for (int at = from; at < to; at++) {
      if (done.succeeded()) {
        settle(batch.get(at), done.result().get(at));
      } else {
        batch.get(at).result.fail(done.cause());
      }
    }
  }

  private synchronized List<QueuedUpdate> take() {
    List<QueuedUpdate> batch = new ArrayList<>();
    while (batch.size() < MOST_AT_ONCE && !waiting.isEmpty()) {
      batch.add(waiting.remove());
    }
    busy = !batch.isEmpty();
    return batch;
  }

  /** Completes one future. An update that cannot be stored or read does not affect the others. */
  private static void settle(QueuedUpdate queued, Response reply) {
    try {
      Job stored = queued.update.stored();
      queued.result.complete(
          reply.type() == ResponseType.NUMBER
              ? new StoreResult.Stored(stored)
              : ReplyReader.swap(stored, reply));
    } catch (RuntimeException fault) {
      queued.result.fail(fault);
    }
  }
}
