package dev.keyframed.service.callback;

import dev.keyframed.job.Event.ReportedStatus;
import dev.keyframed.job.ProviderId;
import dev.keyframed.service.callback.CallbackMessage.Challenge;
import dev.keyframed.service.callback.CallbackMessage.StatusPush;
import dev.keyframed.service.callback.CallbackMessage.UnreadableBody;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the body of a callback. It never fails, and takes everything that the provider has been
 * seen to send (src/docs/provider-api.md): status words in any case, ids as text or number, unknown
 * fields. The JSON reader bounds the nesting of a body.
 */
final class CallbackParser {
  private static final int LONGEST_CHALLENGE = 512;

  private static final Set<String> ENDED = Set.of("success", "succeeded", "fail", "failed");
  private static final Set<String> RUNNING = Set.of("preparing", "queueing", "processing");

  private CallbackParser() {}

  /** Returns the message of that body. */
  static CallbackMessage parse(Buffer body) {
    Object value;
    try {
      value = Json.decodeValue(body);
    } catch (DecodeException e) {
      return new UnreadableBody("not JSON");
    }
    return value instanceof JsonObject object ? read(object) : new UnreadableBody("not an object");
  }

  private static CallbackMessage read(JsonObject object) {
    Object challenge = object.getValue("challenge");
    if (challenge != null && !challenge.equals("")) {
      return challenge(challenge);
    }
    String taskId = ProviderId.read(object.getValue("task_id"));
    return taskId.isEmpty()
        ? new UnreadableBody("neither challenge nor task_id")
        : push(taskId, object.getValue("status"));
  }

  private static CallbackMessage challenge(Object challenge) {
    return challenge instanceof String text && text.length() <= LONGEST_CHALLENGE
        ? new Challenge(text)
        : new UnreadableBody("not a challenge");
  }

  private static StatusPush push(String taskId, Object status) {
    String word = status instanceof String text ? text.strip().toLowerCase(Locale.ROOT) : "";
    boolean ended = ENDED.contains(word);
    return new StatusPush(
        taskId,
        ended ? ReportedStatus.ENDED : ReportedStatus.RUNNING,
        ended || RUNNING.contains(word));
  }
}
