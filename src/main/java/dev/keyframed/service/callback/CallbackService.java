package dev.keyframed.service.callback;

import dev.keyframed.job.CallbackUrls.Caller;
import dev.keyframed.job.machine.Decision;
import dev.keyframed.job.machine.Effect;
import dev.keyframed.job.machine.Event;
import dev.keyframed.port.CallbackMessage;
import dev.keyframed.port.CallbackProtocol;
import dev.keyframed.support.bus.Bus;
import dev.keyframed.support.bus.BusAddresses;
import dev.keyframed.support.bus.BusAddresses.EventResult;
import dev.keyframed.support.bus.BusAddresses.JobEvent;
import dev.keyframed.support.bus.OutageLogger;
import dev.keyframed.support.metrics.Meters;
import dev.keyframed.support.metrics.Meters.CallbackOutcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes messages of verified callers to the store, and turns its answers into replies. */
final class CallbackService {
  private static final Logger log = LoggerFactory.getLogger(CallbackService.class);

  private final Bus bus;
  private final PushBatcher pushes;
  private final Meters meters;
  private final Duration storeReplyTimeout;
  private final CallbackProtocol protocol;
  private final OutageLogger storeOutage =
      new OutageLogger(
          log, "callbacks cannot be stored, and are answered 503", "callbacks are stored again");

  CallbackService(
      Vertx vertx, Meters meters, Duration storeReplyTimeout, CallbackProtocol protocol) {
    this.bus = new Bus(vertx);
    this.pushes = new PushBatcher(vertx, bus, storeReplyTimeout);
    this.meters = meters;
    this.storeReplyTimeout = storeReplyTimeout;
    this.protocol = protocol;
  }

  /** Returns the reply to that message. The future does not fail. */
  Future<CallbackResponse> reply(Caller caller, CallbackMessage message) {
    return message.match(new ResponseSink(caller));
  }

  private final class ResponseSink
      implements CallbackMessage.MessageCases<Future<CallbackResponse>> {
    private final Caller caller;

    ResponseSink(Caller caller) {
      this.caller = caller;
    }

    @Override
    public Future<CallbackResponse> on(CallbackMessage.Challenge challenge) {
      Event event = new Event.ChallengeReceived(caller.attempt());
      // Sent on its own: the provider waits 3 s for the echo, so it does not wait for pushes.
      return answered(
          Meters.CallbackKind.CHALLENGE,
          bus.ask(BusAddresses.JOB_EVENT, new JobEvent(caller.job(), event), storeReplyTimeout),
          decision -> echo(decision, challenge.text()));
    }

    @Override
    public Future<CallbackResponse> on(CallbackMessage.StatusPush push) {
      if (!push.known()) {
        meters.metUnknownWord();
      }
      Event event = new Event.Pushed(caller.attempt(), push.taskId(), push.status());
      return answered(
          Meters.CallbackKind.PUSH,
          pushes.add(new JobEvent(caller.job(), event)),
          CallbackService::pushAnswer);
    }

    @Override
    public Future<CallbackResponse> on(CallbackMessage.UnreadableBody unreadable) {
      debug("callback was unreadable: {}", unreadable.reason());
      return Future.succeededFuture(CallbackResponse.UNREADABLE);
    }

    private Future<CallbackResponse> answered(
        Meters.CallbackKind kind,
        Future<EventResult> outcome,
        Function<Decision, CallbackResponse> reply) {
      return outcome.transform(
          result -> {
            if (result.failed()) {
              storeOutage.failed(result.cause());
              return Future.succeededFuture(CallbackResponse.unavailable(kind));
            }
            storeOutage.recovered();
            // The answer does not distinguish a removed job from one that never existed.
            Optional<Decision> found = result.result().decision();
            CallbackResponse done =
                found
                    .map(reply)
                    .orElseGet(() -> CallbackResponse.notFound(kind, CallbackOutcome.STALE));
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
  private CallbackResponse echo(Decision decision, String text) {
    return decision.effects().contains(Effect.ECHO)
        ? CallbackResponse.echo(
            Meters.CallbackKind.CHALLENGE, Buffer.buffer(protocol.challenge(text)))
        : CallbackResponse.notFound(Meters.CallbackKind.CHALLENGE, CallbackOutcome.STALE);
  }

  private static CallbackResponse pushAnswer(Decision decision) {
    return CallbackResponse.taken(
        decision.changes() ? CallbackOutcome.ACCEPTED : CallbackOutcome.STALE);
  }
}
