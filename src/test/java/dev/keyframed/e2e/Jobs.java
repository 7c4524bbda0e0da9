package dev.keyframed.e2e;

import dev.keyframed.sandbox.Images;
import io.vertx.core.json.JsonObject;
import java.awt.Color;

/** Jobs to try things with. */
public final class Jobs {
  private Jobs() {}

  /** A good one of that id, with small frames that are always the same. */
  public static JsonObject good(String id) {
    return new JsonObject()
        .put("id", id)
        .put("prompt", "A door opens [Push in]")
        .put("first_frame_image", Images.dataUrl("png", 320, 320, Color.DARK_GRAY))
        .put("last_frame_image", Images.dataUrl("png", 320, 320, Color.ORANGE));
  }
}
