package dev.keyframed.adapter.redis;

import dev.keyframed.job.GenerationRequest;
import io.vertx.core.json.JsonObject;

/** Converts a job's request to the provider to and from the JSON text stored beside the job. */
final class RequestJson {
  private RequestJson() {}

  static String of(GenerationRequest request) {
    return new JsonObject()
        .put("model", request.model())
        .put("prompt", request.prompt())
        .put("first_frame_image", request.firstFrame())
        .put("last_frame_image", request.lastFrame())
        .put("prompt_optimizer", request.promptOptimizer())
        .put("duration", request.duration())
        .put("resolution", request.resolution())
        .encode();
  }

  static GenerationRequest request(String text) {
    JsonObject json = new JsonObject(text);
    return new GenerationRequest(
        json.getString("model"),
        json.getString("prompt"),
        json.getString("first_frame_image"),
        json.getString("last_frame_image"),
        json.getBoolean("prompt_optimizer"),
        json.getInteger("duration"),
        json.getString("resolution"));
  }
}
