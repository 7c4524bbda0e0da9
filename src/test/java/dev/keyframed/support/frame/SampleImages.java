package dev.keyframed.support.frame;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Creates images for frames. */
public record SampleImages() {
  /** Returns a blank image in a format that Java writes. */
  public static byte[] blank(String format, int width, int height) throws IOException {
    return written(format, new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
  }

  /** Returns an image in shades of gray only. */
  static byte[] gray(String format, int width, int height) throws IOException {
    return written(format, new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY));
  }

  private static byte[] written(String format, BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, out)) {
      throw new IOException("no writer of " + format);
    }
    return out.toByteArray();
  }

  /** Returns a JPEG image of several scans. */
  static byte[] progressiveJpeg(int width, int height) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream to = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(to);
      BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /** Returns that JPEG image with a smaller one inside its first segment, as cameras write it. */
  static byte[] withThumbnail(byte[] jpeg, byte[] thumbnail) {
    ByteBuffer file = ByteBuffer.allocate(jpeg.length + thumbnail.length + 10);
    file.put(jpeg, 0, 2).putShort((short) 0xffe1).putShort((short) (thumbnail.length + 8));
    file.put(ascii("Exif\0\0")).put(thumbnail).put(jpeg, 2, jpeg.length - 2);
    return file.array();
  }

  /** Returns a lossless WebP image without its pixels. */
  static byte[] webp(int width, int height) {
    ByteBuffer pixels = ByteBuffer.allocate(41).order(ByteOrder.LITTLE_ENDIAN);
    pixels.put((byte) 0x2f).putInt((width - 1) | (height - 1) << 14);
    return riff(chunk("VP8L", pixels.array()));
  }

  /** Returns a lossy WebP image without its pixels. */
  static byte[] lossyWebp(int width, int height) {
    return riff(lossy(width, height));
  }

  private static byte[] lossy(int width, int height) {
    ByteBuffer pixels = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
    pixels.put(new byte[] {0x10, 0, 0, (byte) 0x9d, 0x01, 0x2a});
    pixels.putShort((short) width).putShort((short) height);
    return chunk("VP8 ", pixels.array());
  }

  /** Returns an extended WebP image that is animated. */
  static byte[] animatedWebp(int width, int height) {
    byte[] step = join(new byte[16], lossy(width, height));
    return riff(
        canvas(0x02, width, height),
        chunk("ANIM", new byte[6]),
        chunk("ANMF", step),
        chunk("ANMF", step));
  }

  /** Returns an extended WebP image whose colour profile claims to be that long. */
  public static byte[] profiledWebp(int width, int height, int claimed) {
    return riff(canvas(0x20, width, height), chunk("ICCP", profile(claimed)), lossy(width, height));
  }

  /** Returns 174 bytes that have ended a daemon: a profile that claims 2 GB, and no pixels. */
  public static byte[] hugeProfileWebp() {
    byte[] whole =
        join(riff(canvas(0x20, 400, 400), chunk("ICCP", profile(0x7ffffff0))), new byte[8]);
    ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putInt(4, 1000);
    return whole;
  }

  private static byte[] profile(int claimed) {
    ByteBuffer profile = ByteBuffer.allocate(128).putInt(claimed);
    return profile.put(12, ascii("mntrRGB XYZ ")).put(36, ascii("acsp")).array();
  }

  private static byte[] canvas(int flags, int width, int height) {
    ByteBuffer canvas = ByteBuffer.allocate(11).order(ByteOrder.LITTLE_ENDIAN);
    canvas.putInt(flags).putInt(4, width - 1).putInt(7, height - 1);
    return chunk("VP8X", Arrays.copyOf(canvas.array(), 10));
  }

  static byte[] chunk(String name, byte[] content) {
    int padded = content.length + content.length % 2;
    ByteBuffer chunk = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
    return chunk.put(ascii(name)).putInt(content.length).put(content).array();
  }

  static byte[] riff(byte[]... chunks) {
    byte[] content = join(chunks);
    ByteBuffer file = ByteBuffer.allocate(12 + content.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put(ascii("RIFF")).putInt(4 + content.length).put(ascii("WEBP")).put(content);
    return file.array();
  }

  /** Returns a PNG image that claims a size and has no content. */
  static byte[] hollowPng(int width, int height) {
    ByteBuffer head = ByteBuffer.allocate(13).putInt(width).putInt(height);
    head.put(new byte[] {8, 2, 0, 0, 0});
    return png(part("IHDR", head.array()), part("IDAT", new byte[0]), part("IEND", new byte[0]));
  }

  static byte[] png(byte[]... parts) {
    return join(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, join(parts));
  }

  static byte[] part(String name, byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(ascii(name));
    crc.update(content);
    ByteBuffer part = ByteBuffer.allocate(12 + content.length).putInt(content.length);
    return part.put(ascii(name)).put(content).putInt((int) crc.getValue()).array();
  }

  /** Returns the data URL of that image. */
  public static String dataUrl(String mediaType, byte[] image) {
    return "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(image);
  }

  static byte[] join(byte[]... pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
