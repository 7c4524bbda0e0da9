package dev.keyframed.service.callback;

import dev.keyframed.support.metrics.Meters.CallbackKind;
import dev.keyframed.support.metrics.Meters.CallbackOutcome;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * Represents the answer to a request, with its labels for the metrics.
 *
 * @param json the body, which must not be changed; null for an empty one
 */
record CallbackResponse(int status, Buffer json, CallbackKind kind, CallbackOutcome outcome) {
  private static final Buffer NOTHING_TO_SAY = new JsonObject().toBuffer();

  /**
   * Answers every request that does not verify: the answer does not distinguish a wrong path, MAC
   * or method.
   */
  static final CallbackResponse FORGED = notFound(CallbackKind.OTHER, CallbackOutcome.FORGED);

  static final CallbackResponse TOO_LARGE =
      new CallbackResponse(413, null, CallbackKind.OTHER, CallbackOutcome.MALFORMED);
  static final CallbackResponse UNREADABLE =
      new CallbackResponse(400, null, CallbackKind.OTHER, CallbackOutcome.MALFORMED);

  /** Returns the answer to a push that the store has taken. */
  static CallbackResponse taken(CallbackOutcome outcome) {
    return new CallbackResponse(200, NOTHING_TO_SAY, CallbackKind.PUSH, outcome);
  }

  /** Returns the answer that echoes a challenge of that kind. */
  static CallbackResponse echo(CallbackKind kind, Buffer json) {
    return new CallbackResponse(200, json, kind, CallbackOutcome.ACCEPTED);
  }

  /** Returns the 404, which is the same for every unwanted request. */
  static CallbackResponse notFound(CallbackKind kind, CallbackOutcome outcome) {
    return new CallbackResponse(404, null, kind, outcome);
  }

  /** Returns the 503 for a message that could not be stored and may be repeated. */
  static CallbackResponse unavailable(CallbackKind kind) {
    return new CallbackResponse(503, null, kind, CallbackOutcome.UNAVAILABLE);
  }

  /** Checks whether part of the body was not read. */
  boolean isTooLarge() {
    return status == TOO_LARGE.status;
  }

  /** Checks whether this answer gives the vote. */
  boolean isEcho() {
    return kind == CallbackKind.CHALLENGE && outcome == CallbackOutcome.ACCEPTED;
  }
}
