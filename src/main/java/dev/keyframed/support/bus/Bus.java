package dev.keyframed.support.bus;

import dev.keyframed.port.StoreUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Sends typed messages over the event bus. Cheap to make; call {@link #install} once for each
 * {@link Vertx}.
 */
public final class Bus {
  /** The failure code of an answer that failed because the store is unavailable. */
  static final int STORE_UNAVAILABLE = 2;

  private static final int FAULT = 1;

  /** Shared by all sends, and never changed. */
  private static final DeliveryOptions LOCAL = options();

  private final EventBus raw;

  /** Uses the event bus of that Vert.x. */
  public Bus(Vertx vertx) {
    this.raw = vertx.eventBus();
  }

  /** Registers the codec of our messages with that Vert.x. */
  public static void install(Vertx vertx) {
    vertx.eventBus().registerCodec(new LocalCodec());
  }

  /** Publishes a fact to all listeners of that address. */
  public <T> void publish(EventAddress<T> to, T event) {
    raw.publish(to.name(), event, LOCAL);
  }

  /** Listens at that address, on the caller's context, until the caller is undeployed. */
  public <T> MessageConsumer<?> listen(EventAddress<T> to, Consumer<T> listener) {
    return raw.consumer(to.name(), message -> listener.accept(to.type().cast(message.body())));
  }

  /**
   * Sends a request to that address.
   *
   * @return fails if no answer comes within {@code replyTimeout}, or the answering part is at
   *     fault; then it is unknown whether the request was carried out
   */
  public <Q, A> Future<A> ask(RequestAddress<Q, A> to, Q query, Duration replyTimeout) {
    DeliveryOptions options = options().setSendTimeout(replyTimeout.toMillis());
    return raw.request(to.name(), query, options).map(reply -> to.answer().cast(reply.body()));
  }

  /** Answers requests at that address, on the caller's context, until the caller is undeployed. */
  public <Q, A> MessageConsumer<?> answer(
      RequestAddress<Q, A> at, Function<Q, Future<A>> answerer) {
    return raw.consumer(
        at.name(),
        message ->
            answerer
                .apply(at.query().cast(message.body()))
                .onSuccess(answer -> message.reply(answer, LOCAL))
                .onFailure(
                    fault ->
                        message.reply(
                            new ReplyException(
                                ReplyFailure.RECIPIENT_FAILURE,
                                fault instanceof StoreUnavailableException
                                    ? STORE_UNAVAILABLE
                                    : FAULT,
                                String.valueOf(fault)))));
  }

  private static DeliveryOptions options() {
    return new DeliveryOptions().setCodecName(LocalCodec.NAME).setLocalOnly(true);
  }
}
