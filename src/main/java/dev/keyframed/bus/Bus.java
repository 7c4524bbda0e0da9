package dev.keyframed.bus;

import dev.keyframed.port.AwayException;
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

/** The event bus with types. Cheap to make; {@link #install} once for each {@link Vertx}. */
public final class Bus {
  /** The failure code of an answer that could not be given because the store is away. */
  static final int AWAY = 2;

  private static final int FAULT = 1;

  /** Nobody changes them. */
  private static final DeliveryOptions LOCAL = options();

  private final EventBus raw;

  /** The bus of that Vert.x. */
  public Bus(Vertx vertx) {
    this.raw = vertx.eventBus();
  }

  /** Teaches that Vert.x to hand our messages over. */
  public static void install(Vertx vertx) {
    vertx.eventBus().registerCodec(new LocalCodec());
  }

  /** Tells everyone who listens there. */
  public <T> void publish(Address<T> to, T fact) {
    raw.publish(to.name(), fact, LOCAL);
  }

  /** Listens there, on the caller's context, until that is undeployed. */
  public <T> MessageConsumer<?> listen(Address<T> to, Consumer<T> listener) {
    return raw.consumer(to.name(), message -> listener.accept(to.type().cast(message.body())));
  }

  /**
   * Asks one who answers there.
   *
   * @return fails where nobody answers within {@code patience}, or the one who answers is at fault;
   *     then it is unknown whether what was asked has happened
   */
  public <Q, A> Future<A> ask(Ask<Q, A> to, Q query, Duration patience) {
    DeliveryOptions options = options().setSendTimeout(patience.toMillis());
    return raw.request(to.name(), query, options).map(reply -> to.answer().cast(reply.body()));
  }

  /** Answers there, on the caller's context, until that is undeployed. */
  public <Q, A> MessageConsumer<?> answer(Ask<Q, A> at, Function<Q, Future<A>> answerer) {
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
                                fault instanceof AwayException ? AWAY : FAULT,
                                String.valueOf(fault)))));
  }

  private static DeliveryOptions options() {
    return new DeliveryOptions().setCodecName(LocalCodec.NAME).setLocalOnly(true);
  }
}
