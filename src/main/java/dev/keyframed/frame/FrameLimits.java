package dev.keyframed.frame;

/** Holds the provider's limits for a frame (provider-api: create). */
public final class FrameLimits {
  /**
   * A frame has fewer bytes. The provider says "under 20 MB" and not which; what is refused here
   * would be by either.
   */
  public static final int BYTES = 20 * 1024 * 1024;

  /** The shorter side has more pixels. */
  private static final int SHORT_SIDE = 300;

  private FrameLimits() {}

  /** Refuses so many bytes where they are too many. */
  public static void checkBytes(long bytes) throws UnusableFrameException {
    if (bytes >= BYTES) {
      throw new UnusableFrameException("must be under 20 MB");
    }
  }

  /** Refuses an image that is too small, too wide or too high. */
  static void checkShape(long width, long height) throws UnusableFrameException {
    String size = "; it is " + width + "x" + height;
    if (Math.min(width, height) <= SHORT_SIDE) {
      throw new UnusableFrameException(
          "must be more than " + SHORT_SIDE + " pixels on its shorter side" + size);
    }
    if (width * 5 < height * 2 || height * 5 < width * 2) {
      throw new UnusableFrameException("must be between 2:5 and 5:2 in shape" + size);
    }
  }
}
