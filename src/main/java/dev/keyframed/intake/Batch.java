package dev.keyframed.intake;

import dev.keyframed.port.JobQueue.Entry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The entries of one read, taken in one after the other: small ones while those before them are
 * being stored, large ones alone, for each is in memory some times over. After one that cannot be
 * taken in none is begun. For one event loop.
 */
final class Batch {
  /** Bytes of entries under way from which on the next one waits: frames by value. */
  private static final int HEAVY = 1 << 20;

  private final Deque<Entry> rest;
  private final Function<Entry, Future<Void>> intake;
  private final BooleanSupplier stopping;
  private final boolean heavy;
  private final Promise<Void> done = Promise.promise();
  private final List<String> notTaken = new ArrayList<>();
  private long bytes;
  private int underWay;
  private Throwable fault;

  /**
   * Those entries.
   *
   * @param intake takes one in
   * @param stopping whether no other is to be begun
   */
  Batch(List<Entry> entries, Function<Entry, Future<Void>> intake, BooleanSupplier stopping) {
    this.rest = new ArrayDeque<>(entries);
    this.intake = intake;
    this.stopping = stopping;
    this.heavy = entries.stream().mapToLong(Entry::size).sum() > HEAVY;
  }

  /** Whether so much at once was more than is well. */
  boolean isHeavy() {
    return heavy;
  }

  /** Takes them in; fails as the first one did that could not be. */
  Future<Void> run() {
    advance();
    return done.future();
  }

  /** Those that were not taken in; complete once {@link #run} has ended. */
  List<String> notTaken() {
    return notTaken;
  }

  private void advance() {
    while (mayBegin()) {
      begin(rest.poll());
    }
    if (underWay == 0 && !done.future().isComplete()) {
      rest.forEach(entry -> notTaken.add(entry.id()));
      rest.clear();
      if (fault == null) {
        done.complete();
      } else {
        done.fail(fault);
      }
    }
  }

  private boolean mayBegin() {
    return !rest.isEmpty()
        && fault == null
        && !stopping.getAsBoolean()
        && (underWay == 0 || bytes + rest.peek().size() <= HEAVY);
  }

  /** Must not keep the entry: once it is examined, its text is no longer needed. */
  private void begin(Entry entry) {
    String id = entry.id();
    int size = entry.size();
    bytes += size;
    underWay++;
    intake
        .apply(entry)
        .onFailure(
            cause -> {
              notTaken.add(id);
              fault = fault == null ? cause : fault;
            })
        .onComplete(
            ended -> {
              bytes -= size;
              underWay--;
              advance();
            });
  }
}
