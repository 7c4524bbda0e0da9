package dev.keyframed.callback;

import dev.keyframed.bus.Bus;
import dev.keyframed.bus.Topics;
import dev.keyframed.bus.Topics.AllHappened;
import dev.keyframed.bus.Topics.Happened;
import dev.keyframed.bus.Topics.Outcome;
import dev.keyframed.bus.Topics.Outcomes;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;

/** Sends pushes to the store, all of one turn of the event loop in one message. */
final class Pushes {
  private final Bus bus;
  private final Duration patience;
  private final Gathering<Told> gathering;

  Pushes(Vertx vertx, Bus bus, Duration patience) {
    this.bus = bus;
    this.patience = patience;
    this.gathering = new Gathering<>(vertx, this::send);
  }

  private record Told(Happened push, Promise<Outcome> outcome) {}

  /** Sends a push and returns its outcome, as {@link Topics#HAPPENED} answers it. */
  Future<Outcome> tell(Happened push) {
    Promise<Outcome> outcome = Promise.promise();
    gathering.add(new Told(push, outcome));
    return outcome.future();
  }

  private void send(List<Told> all) {
    bus.ask(Topics.ALL_HAPPENED, new AllHappened(all.stream().map(Told::push).toList()), patience)
        .onComplete(answer -> settle(all, answer));
  }

  private static void settle(List<Told> all, AsyncResult<Outcomes> answer) {
    for (int at = 0; at < all.size(); at++) {
      Promise<Outcome> outcome = all.get(at).outcome;
      if (answer.succeeded()) {
        outcome.handle(answer.result().each().get(at));
      } else {
        outcome.fail(answer.cause());
      }
    }
  }
}
