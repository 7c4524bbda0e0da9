package dev.keyframed.support.frame;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Describes an image that the provider takes as a frame.
 *
 * @param format one of the three
 * @param width pixels
 * @param height pixels
 */
public record FrameImage(ImageFormat format, int width, int height) {
  private static final String THREE = "must be a JPEG, PNG or WebP image";

  /**
   * Reads an image to the end of the stream, and checks that it is whole and within the limits.
   *
   * @throws UnusableFrameException if it is not
   * @throws IOException if the stream cannot be read
   */
  public static FrameImage read(InputStream in) throws IOException {
    ImageBytes bytes = new ImageBytes(in);
    try {
      FrameImage image = walk(bytes);
      FrameLimits.checkShape(image.width, image.height);
      bytes.drain();
      return image;
    } catch (UnusableFrameException e) {
      bytes.drain(); // an image that is too large as well is reported as too large
      throw e;
    }
  }

  /** Checks an image as {@link #read} does, without returning it. */
  public static void check(InputStream in) throws IOException {
    var unused = read(in);
  }

  private static FrameImage walk(ImageBytes bytes) throws IOException {
    byte[] head = bytes.head(ImageFormat.HEAD);
    if (head.length == 0) {
      throw new UnusableFrameException(THREE + ", but is empty");
    }
    ImageFormat format = ImageFormat.of(head).orElse(null);
    if (format == null) {
      String it =
          ImageFormat.other(head).map(name -> "; it is " + name + ": convert it").orElse("");
      throw new UnusableFrameException(
          THREE + (it.isEmpty() ? ", and is not readable as one" : it));
    }
    try {
      FrameImage image =
          switch (format) {
            case JPEG -> JpegWalk.read(bytes);
            case PNG -> PngWalk.read(bytes);
            case WEBP -> WebpWalk.read(bytes);
          };
      if (image.width <= 0 || image.height <= 0) {
        throw damaged(format, "it has no size");
      }
      return image;
    } catch (EOFException e) {
      String received = bytes.position() + " bytes are there, without its end";
      throw new UnusableFrameException(
          "is cut short: a "
              + format.title()
              + " image of which "
              + received
              + "; send the whole image",
          e);
    }
  }

  /** Returns the exception for an image that is not valid in that format. */
  static UnusableFrameException damaged(ImageFormat format, String reason) {
    return new UnusableFrameException(
        THREE + ", and is not readable as one: it begins as " + format.title() + ", but " + reason);
  }
}
