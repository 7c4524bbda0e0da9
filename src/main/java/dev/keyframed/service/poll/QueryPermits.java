package dev.keyframed.service.poll;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Queues the requests for permits of the query budget, and takes the permits one at a time. For one
 * thread.
 *
 * <p>Where the budget is short, a task that has reportedly ended comes before all other due tasks.
 */
final class QueryPermits {
  private final Vertx vertx;
  private final Supplier<Future<Duration>> budget;
  private final ThrottleBackoff backoff;
  private final Duration maxWait;
  private final BooleanSupplier stopping;
  private final Deque<WaitingQuery> urgent = new ArrayDeque<>();
  private final Deque<WaitingQuery> others = new ArrayDeque<>();
  private boolean asking;

  /**
   * Takes permits of that budget.
   *
   * @param budget takes a permit, or returns how long to wait for it; zero: taken
   * @param maxWait limits the wait for a permit
   * @param stopping whether waiting requests end at once
   */
  QueryPermits(
      Vertx vertx,
      Supplier<Future<Duration>> budget,
      ThrottleBackoff backoff,
      Duration maxWait,
      BooleanSupplier stopping) {
    this.vertx = vertx;
    this.budget = budget;
    this.backoff = backoff;
    this.maxWait = maxWait;
    this.stopping = stopping;
  }

  private record WaitingQuery(Promise<Boolean> taken, long deadline) {}

  /**
   * Requests one permit.
   *
   * @param isUrgent whether it goes before the requests without this flag
   * @return whether it was taken in time
   */
  Future<Boolean> take(boolean isUrgent) {
    WaitingQuery query = new WaitingQuery(Promise.promise(), System.nanoTime() + maxWait.toNanos());
    (isUrgent ? urgent : others).add(query);
    if (!asking) {
      asking = true;
      ask();
    }
    return query.taken.future();
  }

  private void ask() {
    endExpired();
    if (urgent.isEmpty() && others.isEmpty()) {
      asking = false;
      return;
    }
    Duration delay = backoff.atLeast(Duration.ZERO);
    if (delay.isZero()) {
      budget.get().onSuccess(this::answered).onFailure(this::failed);
    } else {
      askIn(delay);
    }
  }

  private void answered(Duration wait) {
    if (wait.isZero()) {
      WaitingQuery next = urgent.isEmpty() ? others.poll() : urgent.poll();
      if (next != null) {
        next.taken.complete(true);
      }
      ask();
    } else {
      askIn(wait);
    }
  }

  private void askIn(Duration wait) {
    if (stopping.getAsBoolean()) {
      ask();
    } else {
      Duration pause = wait.compareTo(maxWait) < 0 ? wait : maxWait;
      vertx.setTimer(Math.max(1, pause.toMillis()), fired -> ask());
    }
  }

  /** Ends the requests that have waited long enough. */
  private void endExpired() {
    boolean all = stopping.getAsBoolean();
    long now = System.nanoTime();
    for (Deque<WaitingQuery> line : List.of(urgent, others)) {
      while (!line.isEmpty() && (all || line.peek().deadline - now <= 0)) {
        line.poll().taken.complete(false);
      }
    }
  }

  private void failed(Throwable fault) {
    List<WaitingQuery> all = new ArrayList<>(urgent);
    all.addAll(others);
    urgent.clear();
    others.clear();
    asking = false;
    all.forEach(query -> query.taken.fail(fault));
  }
}
