package dev.keyframed.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.function.Function;

/** Checks the format of a namespace's records; that of an older daemon becomes ours. */
final class Format {
  /**
   * Which format of the records this daemon writes; it reads all up to it. Of the second one are
   * records without the usual model and priority, which a daemon of the first cannot read. Of the
   * third one are accounts with a pause by Redis's clock and a doubt, which a daemon of the second
   * would drop, and tasks that are asked for their file anew, which it would pay for again. Of the
   * fourth one are records without the usual resolution and number of attempts.
   */
  private static final int OURS = 4;

  private final Script script = Script.alone("format");

  /** Fails with {@link NewerFormat} where a newer daemon has written them. */
  Future<Void> check(String namespace, Function<Request, Future<Response>> send) {
    Request ask =
        script.whole(List.of(new Keys(namespace).format()), List.of(Integer.toString(OURS)));
    return send.apply(ask)
        .compose(
            theirs ->
                theirs.toInteger() <= OURS
                    ? Future.succeededFuture()
                    : Future.failedFuture(new NewerFormat(namespace, theirs.toInteger(), OURS)));
  }
}
