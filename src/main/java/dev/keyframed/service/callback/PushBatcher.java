package dev.keyframed.service.callback;

import dev.keyframed.support.bus.Bus;
import dev.keyframed.support.bus.BusAddresses;
import dev.keyframed.support.bus.BusAddresses.EventResult;
import dev.keyframed.support.bus.BusAddresses.EventResults;
import dev.keyframed.support.bus.BusAddresses.JobEvent;
import dev.keyframed.support.bus.BusAddresses.JobEvents;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;

/** Sends pushes to the store, all of one turn of the event loop in one message. */
final class PushBatcher {
  private final Bus bus;
  private final Duration storeReplyTimeout;
  private final TickBatcher<WaitingPush> batcher;

  PushBatcher(Vertx vertx, Bus bus, Duration storeReplyTimeout) {
    this.bus = bus;
    this.storeReplyTimeout = storeReplyTimeout;
    this.batcher = new TickBatcher<>(vertx, this::send);
  }

  private record WaitingPush(JobEvent push, Promise<EventResult> outcome) {}

  /** Sends a push and returns its outcome, as {@link BusAddresses#JOB_EVENT} answers it. */
  Future<EventResult> add(JobEvent push) {
    Promise<EventResult> outcome = Promise.promise();
    batcher.add(new WaitingPush(push, outcome));
    return outcome.future();
  }

  private void send(List<WaitingPush> all) {
    bus.ask(
            BusAddresses.JOB_EVENTS,
            new JobEvents(all.stream().map(WaitingPush::push).toList()),
            storeReplyTimeout)
        .onComplete(answer -> settle(all, answer));
  }

  private static void settle(List<WaitingPush> all, AsyncResult<EventResults> answer) {
    for (int at = 0; at < all.size(); at++) {
      Promise<EventResult> outcome = all.get(at).outcome;
      if (answer.succeeded()) {
        outcome.handle(answer.result().each().get(at));
      } else {
        outcome.fail(answer.cause());
      }
    }
  }
}
