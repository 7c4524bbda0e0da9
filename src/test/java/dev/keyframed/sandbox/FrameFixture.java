package dev.keyframed.sandbox;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Creates frames for tests. */
public final class FrameFixture {
  private FrameFixture() {}

  static String dataUrl(int width, int height, Color color) {
    return dataUrl("png", width, height, color);
  }

  /** Returns an image of that format, size and color, as a data URL. */
  public static String dataUrl(String format, int width, int height, Color color) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(color);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, bytes)) throw new IllegalArgumentException(format);
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory does not fail", impossible);
    }
    return dataUrl(format, bytes.toByteArray());
  }

  static String dataUrl(String format, byte[] content) {
    return "data:image/" + format + ";base64," + Base64.getEncoder().encodeToString(content);
  }
}
