package dev.keyframed.provider;

import dev.keyframed.job.Request;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** The body of a creation (provider-api: create): what was asked for, and nothing else. */
final class CreationBody {
  private CreationBody() {}

  /**
   * The JSON. With frames given by value it is tens of megabytes: not for an event loop.
   *
   * @param callbackUrl or null
   */
  static Buffer of(Request request, String callbackUrl) {
    JsonObject body = new JsonObject().put("model", request.model());
    put(body, "prompt", request.prompt());
    put(body, "first_frame_image", request.firstFrame());
    put(body, "last_frame_image", request.lastFrame());
    put(body, "prompt_optimizer", request.promptOptimizer());
    put(body, "duration", request.duration());
    put(body, "resolution", request.resolution());
    put(body, "callback_url", callbackUrl);
    return body.toBuffer();
  }

  private static void put(JsonObject body, String field, Object value) {
    if (value != null) {
      body.put(field, value);
    }
  }
}
