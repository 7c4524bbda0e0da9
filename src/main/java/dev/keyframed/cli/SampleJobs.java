package dev.keyframed.cli;

import io.vertx.core.json.JsonObject;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Creates the demo's jobs: with both frames, with a last frame only, and one that admission
 * refuses.
 */
final class SampleJobs {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;

  private SampleJobs() {}

  static List<JsonObject> all() {
    String dawn = scene(new Color(0x1b2a49), new Color(0xf2a65a), 0.2, 0.75);
    String noon = scene(new Color(0x3a86c8), new Color(0xcfe8f7), 0.75, 0.3);
    String night = scene(new Color(0x05060f), new Color(0x2b2d5b), 0.6, 0.25);
    return List.of(
        new JsonObject()
            .put("id", "sunrise")
            .put("prompt", "The sun climbs over a calm sea [Pan right, Pedestal up]")
            .put("first_frame_image", dawn)
            .put("last_frame_image", noon)
            .put("metadata", new JsonObject().put("shot", 1)),
        new JsonObject()
            .put("id", "moonlight")
            .put("prompt", "A quiet night comes to rest [Static shot]")
            .put("last_frame_image", night),
        new JsonObject()
            .put("id", "too-much")
            .put("duration", 10)
            .put("resolution", "1080P")
            .put("last_frame_image", noon)
            .put("lens", "wide"));
  }

  /** Draws a sky with a sun or moon above a sea, as a data URL. */
  private static String scene(Color above, Color below, double x, double y) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setPaint(new GradientPaint(0, 0, above, 0, HEIGHT, below));
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    pen.setColor(new Color(0xfff3d6));
    pen.fillOval((int) (x * WIDTH) - 40, (int) (y * HEIGHT) - 40, 80, 80);
    pen.setColor(above.darker());
    pen.fillRect(0, HEIGHT * 4 / 5, WIDTH, HEIGHT / 5);
    pen.dispose();
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", jpeg);
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory does not fail", impossible);
    }
    return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg.toByteArray());
  }
}
