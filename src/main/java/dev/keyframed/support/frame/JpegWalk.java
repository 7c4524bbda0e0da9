package dev.keyframed.support.frame;

import java.io.IOException;

/**
 * Walks the segments of a JPEG image up to its end marker. Segments are skipped by their length, so
 * the images inside them (thumbnails) do not count. Bytes after the end marker do not count either.
 * Between segments it accepts what common readers accept.
 */
final class JpegWalk {
  private static final int TEM = 0x01;
  private static final int SOF_FIRST = 0xc0;
  private static final int DHT = 0xc4;
  private static final int JPG = 0xc8;
  private static final int DAC = 0xcc;
  private static final int SOF_LAST = 0xcf;
  private static final int RST_FIRST = 0xd0;
  private static final int RST_LAST = 0xd7;
  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;

  private final ImageBytes bytes;
  private FrameImage image;
  private boolean pixels;

  private JpegWalk(ImageBytes bytes) {
    this.bytes = bytes;
  }

  static FrameImage read(ImageBytes bytes) throws IOException {
    return new JpegWalk(bytes).toEnd();
  }

  private FrameImage toEnd() throws IOException {
    bytes.skip(2); // SOI
    for (int marker = marker(); marker != EOI; marker = marker()) {
      if (marker == SOI) {
        throw damaged("it has two start markers");
      }
      if (marker != TEM) {
        segment(marker);
      }
    }
    if (image == null || !pixels) {
      throw damaged("it has no pixels");
    }
    return image;
  }

  /**
   * Returns the next marker, skipping entropy-coded data: in it, 0xff is followed by zero or a
   * restart.
   */
  private int marker() throws IOException {
    while (true) {
      int found = bytes.u8();
      if (found != 0xff) {
        continue;
      }
      do { // any number of 0xff may precede a marker
        found = bytes.u8();
      } while (found == 0xff);
      if (found != 0 && (found < RST_FIRST || found > RST_LAST)) {
        return found;
      }
    }
  }

  private void segment(int marker) throws IOException {
    int length = bytes.u16();
    if (length < 2) {
      throw damaged("a segment has an invalid length");
    }
    int left = length - 2;
    if (isSize(marker) && image == null) {
      if (left < 6) {
        throw damaged("its header is too short");
      }
      bytes.skip(1); // bits of a sample
      int height = bytes.u16();
      image = new FrameImage(ImageFormat.JPEG, bytes.u16(), height);
      left -= 5;
    }
    if (marker == SOS) {
      if (image == null) {
        throw damaged("its pixels come before its header");
      }
      pixels = true;
    }
    bytes.skip(left);
  }

  /** Checks whether the marker begins a frame in JPEG's sense. */
  private static boolean isSize(int marker) {
    return marker >= SOF_FIRST
        && marker <= SOF_LAST
        && marker != DHT
        && marker != JPG
        && marker != DAC;
  }

  private static UnusableFrameException damaged(String reason) {
    return FrameImage.damaged(ImageFormat.JPEG, reason);
  }
}
