package dev.keyframed.support.frame;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Recognises an image's format by its first bytes. */
public enum ImageFormat {
  /** JPEG, also with the name {@code jpg}. */
  JPEG,
  /** Portable Network Graphics. */
  PNG,
  /** WebP: lossy, lossless or extended. */
  WEBP;

  /** Number of first bytes that identify a format. */
  public static final int HEAD = 16;

  /** Returns the format of an image with that beginning, if the provider takes it. */
  public static Optional<ImageFormat> of(byte[] head) {
    String text = text(head);
    if (text.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of(JPEG);
    }
    if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
      return Optional.of(PNG);
    }
    return text.startsWith("RIFF") && text.startsWith("WEBP", 8)
        ? Optional.of(WEBP)
        : Optional.empty();
  }

  /** Returns the name of another well-known format with that beginning, such as {@code gif}. */
  static Optional<String> other(byte[] head) {
    String text = text(head);
    if (text.startsWith("GIF8")) {
      return Optional.of("gif");
    }
    if (text.startsWith("ftyp", 4)) {
      return Optional.of(brand(text));
    }
    if (text.startsWith("BM")) {
      return Optional.of("bmp");
    }
    if (text.startsWith("II*\0") || text.startsWith("MM\0*")) {
      return Optional.of("tiff");
    }
    if (text.startsWith("\u00ff\n") || text.startsWith("\0\0\0\fJXL ")) {
      return Optional.of("jpeg xl");
    }
    if (text.startsWith("%PDF")) {
      return Optional.of("pdf");
    }
    return text.startsWith("<") ? Optional.of("text, such as SVG or a web page") : Optional.empty();
  }

  /** Returns the name in media types, after {@code image/}. */
  public String subtype() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the name for messages. */
  String title() {
    return this == WEBP ? "WebP" : name();
  }

  /**
   * Names the format by the major brand of an ISO media file, as phones and browsers write
   * pictures.
   */
  private static String brand(String text) {
    if (text.startsWith("avi", 8)) {
      return "avif";
    }
    String brand = text.length() < 12 ? "" : text.substring(8, 12);
    return brand.matches("he[iv][a-z]|mif1|msf1") ? "heic" : "a video or a camera's own format";
  }

  private static String text(byte[] head) {
    return new String(head, 0, Math.min(head.length, HEAD), StandardCharsets.ISO_8859_1);
  }
}
