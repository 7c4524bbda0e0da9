package dev.keyframed.e2e;

import io.vertx.core.json.JsonObject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Jobs to try things with. */
public final class Jobs {
  private Jobs() {}

  /** A good one of that id, with small frames that are always the same. */
  public static JsonObject good(String id) {
    return new JsonObject()
        .put("id", id)
        .put("prompt", "A door opens [Push in]")
        .put("first_frame_image", frame("png", 320, 320, Color.DARK_GRAY))
        .put("last_frame_image", frame("png", 320, 320, Color.ORANGE));
  }

  /** A frame of that format and size, as a data URL. */
  static String frame(String format, int width, int height, Color color) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(color);
    pen.fillRect(0, 0, width, height);
    pen.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory does not fail", impossible);
    }
    String base64 = Base64.getEncoder().encodeToString(bytes.toByteArray());
    return "data:image/" + format + ";base64," + base64;
  }
}
