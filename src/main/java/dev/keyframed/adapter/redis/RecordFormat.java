package dev.keyframed.adapter.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.function.Function;

/** Checks the format number of a namespace's records, and raises the number of an older daemon. */
final class RecordFormat {
  /**
   * Holds the format number of the records that this daemon writes. It reads every format up to
   * this one. Format 2 leaves out the usual model and priority, so a daemon of format 1 cannot read
   * the records. Format 3 has account pauses by the clock of Redis, the doubt, and tasks that are
   * asked for their file again. A daemon of format 2 would drop the first two, and pay for such a
   * task again. Format 4 leaves out the usual resolution and number of attempts.
   */
  private static final int OURS = 4;

  private final Script script = Script.alone("format");

  /**
   * Checks the format, and fails with {@link UnsupportedFormatException} if a newer daemon has
   * written the records.
   */
  Future<Void> check(String namespace, Function<Request, Future<Response>> send) {
    Request ask =
        script.whole(
            List.of(new NamespaceKeys(namespace).format()), List.of(Integer.toString(OURS)));
    return send.apply(ask)
        .compose(
            theirs ->
                theirs.toInteger() <= OURS
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        new UnsupportedFormatException(namespace, theirs.toInteger(), OURS)));
  }
}
