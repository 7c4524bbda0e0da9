package dev.keyframed.service.download;

import java.util.Locale;
import java.util.regex.Pattern;

/** Distinguishes files that may be videos from pages and error documents. Pure. */
final class ContentKind {
  /** Number of bytes of a beginning that are checked. */
  static final int CHECKED_BYTES = 64;

  private static final Pattern MEDIA = Pattern.compile("(video|audio|application|binary)/.*");
  private static final Pattern DOCUMENT = Pattern.compile(".*(json|xml|html|script|text).*");

  private ContentKind() {}

  /**
   * Checks whether a file of that type may be a video.
   *
   * @param type {@code Content-Type}, or null
   */
  static boolean mayBeVideo(String type) {
    if (type == null || type.isBlank()) {
      return true;
    }
    String name = type.strip().toLowerCase(Locale.ROOT).split(";", 2)[0];
    return MEDIA.matcher(name).matches() && !DOCUMENT.matcher(name).matches();
  }

  /**
   * Checks whether a file with that beginning may be a video. Markup and JSON are refused, in
   * UTF-16 too.
   */
  static boolean mayBeVideo(byte[] beginning) {
    boolean wide = false; // after a byte order mark of UTF-16
    for (byte at : beginning) {
      boolean blank = at == ' ' || at == '\t' || at == '\r' || at == '\n';
      boolean mark = at == (byte) 0xEF || at == (byte) 0xBB || at == (byte) 0xBF;
      boolean wideMark = at == (byte) 0xFE || at == (byte) 0xFF;
      wide |= wideMark;
      if (!blank && !mark && !wideMark && !(wide && at == 0)) {
        return at != '<' && at != '{' && at != '[';
      }
    }
    return false;
  }
}
