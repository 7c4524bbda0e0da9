package dev.keyframed.adapter.minimax;

import dev.keyframed.job.GenerationRequest;
import dev.keyframed.support.frame.FrameForm;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * Writes the body of a creation (src/docs/provider-api.md): the requested fields and nothing else.
 */
final class CreationBody {
  private static final String ASCII = "US-ASCII";

  /** Number of characters of a frame that are copied at once. */
  private static final int PIECE = 1 << 16;

  private CreationBody() {}

  /**
   * Returns the JSON body. With frames given by value it has tens of megabytes: not for an event
   * loop.
   *
   * @param callbackUrl the callback URL, or null
   */
  static Buffer of(GenerationRequest request, String callbackUrl) {
    JsonObject small = new JsonObject().put("model", request.model());
    put(small, "prompt", request.prompt());
    put(small, "prompt_optimizer", request.promptOptimizer());
    put(small, "duration", request.duration());
    put(small, "resolution", request.resolution());
    put(small, "callback_url", callbackUrl);
    String first = request.firstFrame();
    String last = request.lastFrame();
    putUrl(small, "first_frame_image", first);
    putUrl(small, "last_frame_image", last);
    Buffer rest = small.toBuffer();
    // Allocated in its final size: grown by doubling, it would be in memory three times.
    Buffer body = Buffer.buffer(rest.length() + size(first) + size(last));
    body.appendBuffer(rest, 0, rest.length() - 1);
    appendData(body, "first_frame_image", first);
    appendData(body, "last_frame_image", last);
    return body.appendString("}");
  }

  private static void put(JsonObject body, String field, Object value) {
    if (value != null) {
      body.put(field, value);
    }
  }

  private static void putUrl(JsonObject body, String field, String frame) {
    put(body, field, isData(frame) ? null : frame);
  }

  private static int size(String frame) {
    return isData(frame) ? frame.length() + 32 : 0;
  }

  /** Appends a data URL, which has no character that JSON would escape. */
  private static void appendData(Buffer body, String field, String frame) {
    if (!isData(frame)) {
      return;
    }
    body.appendString(",\"" + field + "\":\"", ASCII);
    for (int at = 0; at < frame.length(); at += PIECE) {
      body.appendString(frame.substring(at, Math.min(frame.length(), at + PIECE)), ASCII);
    }
    body.appendString("\"", ASCII);
  }

  /** Checks whether the frame is a data URL. Admission has normalised its form. */
  private static boolean isData(String frame) {
    return frame != null && FrameForm.of(frame) == FrameForm.DATA;
  }
}
