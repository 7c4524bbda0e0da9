package dev.keyframed.callback;

import dev.keyframed.job.CallbackUrls.SelfCall;
import dev.keyframed.metrics.Meters.Answer;
import dev.keyframed.metrics.Meters.Push;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * Represents the answer to a request, with its labels for the metrics.
 *
 * @param json the body, which must not be changed; null for an empty one
 */
record Reply(int status, Buffer json, Push kind, Answer outcome) {
  private static final Buffer NOTHING_TO_SAY = new JsonObject().toBuffer();

  /**
   * Answers every request that does not verify: the answer does not distinguish a wrong path, MAC
   * or method.
   */
  static final Reply FORGED = notFound(Push.OTHER, Answer.FORGED);

  static final Reply TOO_LARGE = new Reply(413, null, Push.OTHER, Answer.MALFORMED);
  static final Reply UNREADABLE = new Reply(400, null, Push.OTHER, Answer.MALFORMED);

  /** Returns the answer to a push that the store has taken. */
  static Reply taken(Answer outcome) {
    return new Reply(200, NOTHING_TO_SAY, Push.PUSH, outcome);
  }

  /** Returns the answer that echoes a challenge of that kind. */
  static Reply echo(Push kind, String text) {
    Buffer json = new JsonObject().put("challenge", text).toBuffer();
    return new Reply(200, json, kind, Answer.ACCEPTED);
  }

  /** Returns the answer to a self-check: only the challenge that belongs to its URL is echoed. */
  static Reply toSelf(SelfCall call, Message message) {
    return message.equals(new Message.Challenge(call.challenge()))
        ? echo(Push.SELF_CHECK, call.answer())
        : UNREADABLE;
  }

  /** Returns the 404, which is the same for every unwanted request. */
  static Reply notFound(Push kind, Answer outcome) {
    return new Reply(404, null, kind, outcome);
  }

  /** Returns the 503 for a message that could not be stored and may be repeated. */
  static Reply unavailable(Push kind) {
    return new Reply(503, null, kind, Answer.UNAVAILABLE);
  }

  /** Checks whether part of the body was not read. */
  boolean isTooLarge() {
    return status == TOO_LARGE.status;
  }

  /** Checks whether this answer gives the vote. */
  boolean isEcho() {
    return kind == Push.CHALLENGE && outcome == Answer.ACCEPTED;
  }
}
