package dev.keyframed.sandbox;

import io.vertx.core.buffer.Buffer;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Scales, generates, blends and encodes small pictures.
 *
 * <p>It avoids the temporary files that ImageIO uses by default.
 */
final class Pictures {
  /** Limits the longer side, in pixels: cheap to encode, yet recognisable. */
  static final int LONGER_SIDE = 256;

  private Pictures() {}

  /** Scales a picture to even sides, the longer of 256 px; the aspect ratio is kept to a pixel. */
  static BufferedImage small(BufferedImage image) {
    double scale = (double) LONGER_SIDE / Math.max(image.getWidth(), image.getHeight());
    int width = even(image.getWidth() * scale);
    int height = even(image.getHeight() * scale);
    BufferedImage result = blank(width, height);
    draw(result, image, 1, 1);
    return result;
  }

  /** Generates a picture to represent one that was not fetched; equal seeds give equal pictures. */
  static Buffer gradient(int seed) {
    float hue = (seed & 0xff) / 256f;
    BufferedImage image = blank(LONGER_SIDE, 144);
    Graphics2D graphics = image.createGraphics();
    graphics.setPaint(
        new GradientPaint(
            0,
            0,
            Color.getHSBColor(hue, 0.7f, 0.9f),
            LONGER_SIDE,
            144,
            Color.getHSBColor(hue + 0.3f, 0.8f, 0.3f)));
    graphics.fillRect(0, 0, LONGER_SIDE, 144);
    graphics.dispose();
    return png(image);
  }

  static BufferedImage blank(int width, int height) {
    return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
  }

  /**
   * Draws a picture over the whole canvas, cropped if the shapes differ.
   *
   * @param zoom 1 fills the canvas exactly
   * @param opacity 0 to 1
   */
  static void draw(BufferedImage canvas, BufferedImage image, double zoom, float opacity) {
    double fill =
        Math.max(
            (double) canvas.getWidth() / image.getWidth(),
            (double) canvas.getHeight() / image.getHeight());
    int width = (int) Math.ceil(image.getWidth() * fill * zoom);
    int height = (int) Math.ceil(image.getHeight() * fill * zoom);
    Graphics2D graphics = canvas.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.setComposite(AlphaComposite.SrcOver.derive(opacity));
    graphics.drawImage(
        image,
        (canvas.getWidth() - width) / 2,
        (canvas.getHeight() - height) / 2,
        width,
        height,
        null);
    graphics.dispose();
  }

  static Buffer png(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(image, "png", out))
        throw new IllegalStateException("every Java writes PNG");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  static BufferedImage read(Buffer png) {
    try {
      return ImageIO.read(
          new MemoryCacheImageInputStream(new ByteArrayInputStream(png.getBytes())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int even(double length) {
    return Math.max(2, (int) Math.round(length / 2) * 2);
  }
}
