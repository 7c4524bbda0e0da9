package dev.keyframed.adapter.minimax;

import dev.keyframed.job.ProviderId;
import dev.keyframed.job.machine.Event.ReportedStatus;
import dev.keyframed.port.CallbackMessage;
import dev.keyframed.port.CallbackMessage.Challenge;
import dev.keyframed.port.CallbackMessage.StatusPush;
import dev.keyframed.port.CallbackMessage.UnreadableBody;
import dev.keyframed.port.CallbackProtocol;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;

/**
 * Reads MiniMax's callbacks. Reading never fails, and takes everything that the provider has been
 * seen to send (src/docs/provider-api.md): status words in any case, ids as text or number, unknown
 * fields. The JSON reader bounds the nesting of a body.
 */
public final class MiniMaxCallbacks implements CallbackProtocol {
  private static final int LONGEST_CHALLENGE = 512;
  private static final String CHALLENGE = "challenge";

  @Override
  public CallbackMessage read(byte[] body) {
    Object value;
    try {
      value = Json.decodeValue(Buffer.buffer(body));
    } catch (DecodeException e) {
      return new UnreadableBody("not JSON");
    }
    return value instanceof JsonObject object ? read(object) : new UnreadableBody("not an object");
  }

  @Override
  public byte[] challenge(String text) {
    return new JsonObject().put(CHALLENGE, text).toBuffer().getBytes();
  }

  private static CallbackMessage read(JsonObject object) {
    Object challenge = object.getValue(CHALLENGE);
    if (challenge != null && !challenge.equals("")) {
      return readChallenge(challenge);
    }
    String taskId = ProviderId.read(object.getValue("task_id"));
    return taskId.isEmpty()
        ? new UnreadableBody("neither challenge nor task_id")
        : readPush(taskId, object.getValue("status"));
  }

  private static CallbackMessage readChallenge(Object challenge) {
    return challenge instanceof String text && text.length() <= LONGEST_CHALLENGE
        ? new Challenge(text)
        : new UnreadableBody("not a challenge");
  }

  private static StatusPush readPush(String taskId, Object status) {
    StatusWord word = StatusWord.of(status instanceof String text ? text : "");
    return new StatusPush(
        taskId, word.isEnd() ? ReportedStatus.ENDED : ReportedStatus.RUNNING, word.isDocumented());
  }
}
