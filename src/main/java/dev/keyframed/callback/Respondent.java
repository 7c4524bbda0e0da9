package dev.keyframed.callback;

import dev.keyframed.bus.Bus;
import dev.keyframed.bus.Outage;
import dev.keyframed.bus.Topics;
import dev.keyframed.bus.Topics.Happened;
import dev.keyframed.bus.Topics.Outcome;
import dev.keyframed.job.CallbackUrls.Caller;
import dev.keyframed.job.Decision;
import dev.keyframed.job.Effect;
import dev.keyframed.job.Event;
import dev.keyframed.metrics.Meters;
import dev.keyframed.metrics.Meters.Answer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes messages of verified callers to the store, and turns its answers into replies. */
final class Respondent {
  private static final Logger log = LoggerFactory.getLogger(Respondent.class);

  private final Bus bus;
  private final Pushes pushes;
  private final Meters meters;
  private final Duration patience;
  private final Outage storeAway =
      new Outage(
          log, "callbacks cannot be stored, and are answered 503", "callbacks are stored again");

  Respondent(Vertx vertx, Meters meters, Duration patience) {
    this.bus = new Bus(vertx);
    this.pushes = new Pushes(vertx, bus, patience);
    this.meters = meters;
    this.patience = patience;
  }

  /** Returns the reply to that message. The future does not fail. */
  Future<Reply> reply(Caller caller, Message message) {
    return message.match(new Replies(caller));
  }

  private final class Replies implements Message.Cases<Future<Reply>> {
    private final Caller caller;

    Replies(Caller caller) {
      this.caller = caller;
    }

    @Override
    public Future<Reply> on(Message.Challenge challenge) {
      Event event = new Event.Challenged(caller.attempt());
      // Sent on its own: the provider waits 3 s for the echo, so it does not wait for pushes.
      return answered(
          Meters.Push.CHALLENGE,
          bus.ask(Topics.HAPPENED, new Happened(caller.job(), event), patience),
          decision -> echo(decision, challenge.text()));
    }

    @Override
    public Future<Reply> on(Message.Push push) {
      if (!push.known()) {
        meters.metUnknownWord();
      }
      Event event = new Event.Pushed(caller.attempt(), push.taskId(), push.word());
      return answered(
          Meters.Push.PUSH, pushes.tell(new Happened(caller.job(), event)), Respondent::taken);
    }

    @Override
    public Future<Reply> on(Message.Unreadable unreadable) {
      debug("callback was unreadable: {}", unreadable.why());
      return Future.succeededFuture(Reply.UNREADABLE);
    }

    private Future<Reply> answered(
        Meters.Push kind, Future<Outcome> outcome, Function<Decision, Reply> reply) {
      return outcome.transform(
          told -> {
            if (told.failed()) {
              storeAway.met(told.cause());
              return Future.succeededFuture(Reply.unavailable(kind));
            }
            storeAway.over();
            // The answer does not distinguish a removed job from one that never existed.
            Optional<Decision> found = told.result().decision();
            Reply done = found.map(reply).orElseGet(() -> Reply.notFound(kind, Answer.STALE));
            debug("callback was answered: {} {}", done.kind(), done.outcome());
            return Future.succeededFuture(done);
          });
    }

    private void debug(String fact, Object... details) {
      log.atDebug()
          .addKeyValue("job", caller.job())
          .addKeyValue("attempt", caller.attempt())
          .log(fact, details);
    }
  }

  /**
   * Returns the echo, which is the vote: the state machine grants it, and it is stored before this
   * call.
   */
  private static Reply echo(Decision decision, String text) {
    return decision.effects().contains(Effect.ECHO)
        ? Reply.echo(Meters.Push.CHALLENGE, text)
        : Reply.notFound(Meters.Push.CHALLENGE, Answer.STALE);
  }

  private static Reply taken(Decision decision) {
    return Reply.taken(decision.changes() ? Answer.ACCEPTED : Answer.STALE);
  }
}
