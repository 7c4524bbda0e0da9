package dev.keyframed.intake;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Images for frames. */
record Images() {
  /** A blank image in a format that Java writes. */
  static byte[] blank(String format, int width, int height) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    if (!ImageIO.write(image, format, out)) {
      throw new IOException("no writer of " + format);
    }
    return out.toByteArray();
  }

  /** The head of a lossless WebP image, which is as far as anybody looks. */
  static byte[] webp(int width, int height) {
    ByteBuffer file = ByteBuffer.allocate(60).order(ByteOrder.LITTLE_ENDIAN);
    file.put(ascii("RIFF")).putInt(52).put(ascii("WEBPVP8L")).putInt(40).put((byte) 0x2f);
    file.putInt((width - 1) | (height - 1) << 14);
    return file.array();
  }

  /** A PNG image that claims a size and holds nothing. */
  static byte[] hollowPng(int width, int height) {
    ByteBuffer head = ByteBuffer.allocate(17);
    head.put(ascii("IHDR")).putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(head.array());
    ByteBuffer file = ByteBuffer.allocate(45);
    file.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}).putInt(13);
    file.put(head.array()).putInt((int) crc.getValue()).putInt(0).put(ascii("IDAT"));
    return file.array();
  }

  /** The data URL of that image. */
  static String dataUrl(String mediaType, byte[] image) {
    return "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(image);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
