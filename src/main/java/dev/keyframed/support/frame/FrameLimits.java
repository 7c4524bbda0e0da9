package dev.keyframed.support.frame;

/** Holds the provider's limits for a frame (src/docs/provider-api.md). */
public final class FrameLimits {
  /**
   * Limit in bytes, which a frame must stay below. The provider demands "under 20 MB" without
   * defining MB. A frame refused by this limit exceeds either meaning.
   */
  public static final int BYTES = 20 * 1024 * 1024;

  /** Limit in pixels, which the shorter side must exceed. */
  private static final int SHORT_SIDE = 300;

  private FrameLimits() {}

  /** Refuses that number of bytes if it is too large. */
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
