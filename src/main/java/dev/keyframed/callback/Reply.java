package dev.keyframed.callback;

import dev.keyframed.job.CallbackUrls.SelfCall;
import dev.keyframed.metrics.Meters.Answer;
import dev.keyframed.metrics.Meters.Push;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * How a request is answered, and how that is counted.
 *
 * @param json the body, which nobody changes; null for an empty one
 */
record Reply(int status, Buffer json, Push kind, Answer outcome) {
  private static final Buffer NOTHING_TO_SAY = new JsonObject().toBuffer();

  /** To everyone we do not know: nothing tells a wrong path from a wrong MAC or method. */
  static final Reply FORGED = notFound(Push.OTHER, Answer.FORGED);

  static final Reply TOO_LARGE = new Reply(413, null, Push.OTHER, Answer.MALFORMED);
  static final Reply UNREADABLE = new Reply(400, null, Push.OTHER, Answer.MALFORMED);

  /** A push was taken. */
  static Reply taken(Answer outcome) {
    return new Reply(200, NOTHING_TO_SAY, Push.PUSH, outcome);
  }

  /** What a challenge of that kind is to hear. */
  static Reply echo(Push kind, String text) {
    Buffer json = new JsonObject().put("challenge", text).toBuffer();
    return new Reply(200, json, kind, Answer.ACCEPTED);
  }

  /** To a self-check: only the challenge that belongs to its URL gets the answer to it. */
  static Reply toSelf(SelfCall call, Message message) {
    return message.equals(new Message.Challenge(call.challenge()))
        ? echo(Push.SELF_CHECK, call.answer())
        : UNREADABLE;
  }

  /** The one answer of the listener to whatever it does not want. */
  static Reply notFound(Push kind, Answer outcome) {
    return new Reply(404, null, kind, outcome);
  }

  /** It could not be stored: perhaps another time. */
  static Reply unavailable(Push kind) {
    return new Reply(503, null, kind, Answer.UNAVAILABLE);
  }

  /** Whether there is more of the body than anybody reads. */
  boolean isTooLarge() {
    return status == TOO_LARGE.status;
  }

  /** Whether this is a vote. */
  boolean isEcho() {
    return kind == Push.CHALLENGE && outcome == Answer.ACCEPTED;
  }
}
