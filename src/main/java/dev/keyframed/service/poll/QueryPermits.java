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
  private final ThrottleBackoff pace;
  private final Duration maxWait;
  private final BooleanSupplier stopping;
  private final Deque<WaitingQuery> first = new ArrayDeque<>();
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
      ThrottleBackoff pace,
      Duration maxWait,
      BooleanSupplier stopping) {
    this.vertx = vertx;
    this.budget = budget;
    this.pace = pace;
    this.maxWait = maxWait;
    this.stopping = stopping;
  }

  private record WaitingQuery(Promise<Boolean> taken, long until) {}

  /**
   * Requests one permit.
   *
   * @param before whether it goes before the requests without this flag
   * @return whether it was taken in time
   */
  Future<Boolean> take(boolean before) {
    WaitingQuery one = new WaitingQuery(Promise.promise(), System.nanoTime() + maxWait.toNanos());
    (before ? first : others).add(one);
    if (!asking) {
      asking = true;
      ask();
    }
    return one.taken.future();
  }

  private void ask() {
    dismiss();
    if (first.isEmpty() && others.isEmpty()) {
      asking = false;
      return;
    }
    Duration own = pace.atLeast(Duration.ZERO);
    if (own.isZero()) {
      budget.get().onSuccess(this::answered).onFailure(this::failed);
    } else {
      askIn(own);
    }
  }

  private void answered(Duration wait) {
    if (wait.isZero()) {
      WaitingQuery next = first.isEmpty() ? others.poll() : first.poll();
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
  private void dismiss() {
    boolean all = stopping.getAsBoolean();
    long now = System.nanoTime();
    for (Deque<WaitingQuery> line : List.of(first, others)) {
      while (!line.isEmpty() && (all || line.peek().until - now <= 0)) {
        line.poll().taken.complete(false);
      }
    }
  }

  private void failed(Throwable fault) {
    List<WaitingQuery> all = new ArrayList<>(first);
    all.addAll(others);
    first.clear();
    others.clear();
    asking = false;
    all.forEach(one -> one.taken.fail(fault));
  }
}
