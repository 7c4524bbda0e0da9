package dev.keyframed.service.intake;

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
 * Takes in the entries of one read, in order. Small entries start while those before them are being
 * stored. Large ones run alone, since each is in memory several times. After an entry that cannot
 * be taken in no other is started. For one event loop.
 */
final class Batch {
  /**
   * Limit in bytes of the entries under way, beyond which the next one waits. Frames by value
   * exceed it.
   */
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
   * Creates a batch of those entries.
   *
   * @param intake takes one entry in
   * @param stopping whether no other entry may be started
   */
  Batch(List<Entry> entries, Function<Entry, Future<Void>> intake, BooleanSupplier stopping) {
    this.rest = new ArrayDeque<>(entries);
    this.intake = intake;
    this.stopping = stopping;
    this.heavy = entries.stream().mapToLong(Entry::size).sum() > HEAVY;
  }

  /** Checks whether the entries of one read were too large together. */
  boolean isHeavy() {
    return heavy;
  }

  /** Takes the entries in. The future fails with the first failure of an entry. */
  Future<Void> run() {
    advance();
    return done.future();
  }

  /** Returns the entries that were not taken in; complete after {@link #run} has ended. */
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

  /** Starts one entry, without keeping it: after its examination its text is no longer needed. */
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
