package dev.keyframed.e2e;

import dev.keyframed.sandbox.FrameFixture;
import io.vertx.core.json.JsonObject;
import java.awt.Color;

/** Creates jobs for tests. */
public final class JobJsonFixture {
  private JobJsonFixture() {}

  /** Returns a valid job with that id and small, always equal frames. */
  public static JsonObject good(String id) {
    return new JsonObject()
        .put("id", id)
        .put("prompt", "A door opens [Push in]")
        .put("first_frame_image", FrameFixture.dataUrl("png", 320, 320, Color.DARK_GRAY))
        .put("last_frame_image", FrameFixture.dataUrl("png", 320, 320, Color.ORANGE));
  }
}
