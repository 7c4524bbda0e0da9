package dev.keyframed.support.frame;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a frame given as a data URL (RFC 2397), and writes it in the form that the provider
 * documents. That form is {@code data:image/png;base64,...}, unbroken and padded.
 */
public final class DataUrl {
  /** Limit of the characters before the comma; the documented forms have some 23. */
  private static final int LONGEST_HEAD = 1024;

  private static final String MUST_BEGIN =
      "must begin with data:image/jpeg;base64, or the same with image/png or image/webp";

  /** Media types of the formats, including outdated names that some systems still use. */
  private static final Map<String, ImageFormat> TYPES =
      Map.of(
          "image/jpeg", ImageFormat.JPEG,
          "image/jpg", ImageFormat.JPEG,
          "image/pjpeg", ImageFormat.JPEG,
          "image/png", ImageFormat.PNG,
          "image/x-png", ImageFormat.PNG,
          "image/webp", ImageFormat.WEBP);

  private final String text;
  private final int start;
  private final ImageFormat claimed;

  private DataUrl(String text, int start, ImageFormat claimed) {
    this.text = text;
    this.start = start;
    this.claimed = claimed;
  }

  /** Returns the beginning of the URL of an image of that format. */
  public static String beginning(ImageFormat format) {
    return "data:image/" + format.subtype() + ";base64,";
  }

  /**
   * Returns the frame in the provider's form, or itself if it has that form already.
   *
   * @throws UnusableFrameException if it does not contain an image that the provider takes
   */
  public static String normal(String frame) throws UnusableFrameException {
    return of(frame).checked();
  }

  private static DataUrl of(String frame) throws UnusableFrameException {
    int comma = frame.substring(0, Math.min(frame.length(), LONGEST_HEAD)).indexOf(',');
    if (comma < 0 || FrameForm.of(frame) != FrameForm.DATA) {
      throw new UnusableFrameException(MUST_BEGIN);
    }
    String head = FrameForm.DATA.rest(frame.substring(0, comma)).toLowerCase(Locale.ROOT);
    List<String> parts = Arrays.stream(head.split(";", -1)).map(String::strip).toList();
    ImageFormat format = TYPES.get(parts.get(0));
    if (format == null) {
      throw new UnusableFrameException(MUST_BEGIN + foreign(parts.get(0)));
    }
    if (parts.size() < 2 || !parts.get(parts.size() - 1).equals("base64")) {
      throw new UnusableFrameException(
          "must contain its image in Base64, with ;base64 right before the comma; the provider takes"
              + " no other data URL, such as a percent-encoded one");
    }
    return new DataUrl(frame, comma + 1, format);
  }

  private static String foreign(String type) {
    if (type.matches("image/[a-z0-9.+-]{1,40}")) {
      return "; it is " + type + ": convert the image";
    }
    return type.matches("[a-z]+/[a-z0-9.+-]{1,40}") ? "; its type is " + type : "";
  }

  private String checked() throws UnusableFrameException {
    Base64Text content = new Base64Text(text, start);
    FrameImage image;
    try {
      image = FrameImage.read(content);
    } catch (UnusableFrameException e) {
      throw e;
    } catch (IOException e) {
      throw new UnusableFrameException("is not readable", e);
    }
    if (image.format() != claimed) {
      throw new UnusableFrameException(
          "is declared as image/"
              + claimed.subtype()
              + ", but contains "
              + image.format().subtype());
    }
    String begin = beginning(claimed);
    return content.isNormal() && text.startsWith(begin) && start == begin.length()
        ? text
        : written(begin);
  }

  private String written(String begin) throws UnusableFrameException {
    StringBuilder out = new StringBuilder(begin.length() + text.length() - start + 2);
    out.append(begin);
    new Base64Text(text, start).appendNormal(out);
    return out.toString();
  }
}
