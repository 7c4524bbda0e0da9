package dev.keyframed.download;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells what may be a video from pages and error documents. Pure. */
final class ContentKind {
  /** How many bytes of a beginning are looked at. */
  static final int LOOKED_AT = 64;

  private static final Pattern MEDIA = Pattern.compile("(video|audio|application|binary)/.*");
  private static final Pattern DOCUMENT = Pattern.compile(".*(json|xml|html|script|text).*");

  private ContentKind() {}

  /**
   * Whether a file of that type may be a video.
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
   * Whether a file that begins like that may be a video: markup and JSON are none, in UTF-16 too.
   */
  static boolean mayBeVideo(byte[] beginning) {
    boolean wide = false; // behind the mark of UTF-16
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
