package dev.keyframed.callback;

import dev.keyframed.callback.Message.Challenge;
import dev.keyframed.callback.Message.Push;
import dev.keyframed.callback.Message.Unreadable;
import dev.keyframed.job.Event.Word;
import dev.keyframed.job.ProviderId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the body of a callback. Never fails, and takes whatever the provider has been seen to send
 * (provider-api: ten facts, callbacks): status words in any case, ids as text or number, fields
 * that nobody has heard of. The nesting of a body is bounded by the JSON reader itself.
 */
final class PushParser {
  private static final int LONGEST_CHALLENGE = 512;

  private static final Set<String> ENDED = Set.of("success", "succeeded", "fail", "failed");
  private static final Set<String> RUNNING = Set.of("preparing", "queueing", "processing");

  private PushParser() {}

  /** What that body says. */
  static Message parse(Buffer body) {
    Object value;
    try {
      value = Json.decodeValue(body);
    } catch (DecodeException e) {
      return new Unreadable("not JSON");
    }
    return value instanceof JsonObject object ? read(object) : new Unreadable("not an object");
  }

  private static Message read(JsonObject object) {
    Object challenge = object.getValue("challenge");
    if (challenge != null && !challenge.equals("")) {
      return challenge(challenge);
    }
    String taskId = ProviderId.read(object.getValue("task_id"));
    return taskId.isEmpty()
        ? new Unreadable("neither challenge nor task_id")
        : push(taskId, object.getValue("status"));
  }

  private static Message challenge(Object challenge) {
    return challenge instanceof String text && text.length() <= LONGEST_CHALLENGE
        ? new Challenge(text)
        : new Unreadable("not a challenge");
  }

  private static Push push(String taskId, Object status) {
    String word = status instanceof String text ? text.strip().toLowerCase(Locale.ROOT) : "";
    boolean ended = ENDED.contains(word);
    return new Push(taskId, ended ? Word.ENDED : Word.RUNNING, ended || RUNNING.contains(word));
  }
}
