package dev.keyframed.service.intake;

import dev.keyframed.support.frame.DataUrl;
import dev.keyframed.support.frame.ImageFormat;
import java.util.Base64;
import java.util.regex.Pattern;

/** Recognises an image given by value without the beginning of a data URL. */
final class BareImage {
  /**
   * Number of characters that are checked. No path of a URL is so long without another character.
   */
  private static final int LOOKED_AT = 160;

  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]+={0,2}");
  private static final Pattern HALF_BEGUN =
      Pattern.compile("(?is)(image/[a-z.+-]{1,20})?;? ?base64,.*");

  private BareImage() {}

  /** Returns what to do about that text, or null if it is not such an image. */
  static String hint(String frame) {
    String begin = frame.substring(0, Math.min(frame.length(), LOOKED_AT));
    if (HALF_BEGUN.matcher(begin).matches()) {
      return "must begin with data: as in " + DataUrl.beginning(ImageFormat.JPEG);
    }
    String bare = begin.replaceAll("\\s", "");
    if (!BASE64.matcher(bare).matches()) {
      return begin.strip().regionMatches(true, 0, "data:", 0, 5)
          ? "must begin with data: and no white space before it"
          : null;
    }
    ImageFormat known = format(bare);
    if (known == null && begin.length() < LOOKED_AT) {
      return null;
    }
    String as = DataUrl.beginning(known == null ? ImageFormat.JPEG : known);
    return "seems to be Base64 without its beginning: write " + as + " before it";
  }

  private static ImageFormat format(String base64) {
    int whole = Math.min(base64.length(), 24) / 4 * 4;
    try {
      byte[] head = Base64.getDecoder().decode(base64.substring(0, whole));
      return ImageFormat.of(head).orElse(null);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
