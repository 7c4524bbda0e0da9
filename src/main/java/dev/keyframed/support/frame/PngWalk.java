package dev.keyframed.support.frame;

import java.io.IOException;

/** Walks the chunks of a PNG image, from its header to its end. */
final class PngWalk {
  private static final int SIGNATURE = 8;
  private static final int CHECKSUM = 4;
  private static final long HEADER = 0x49484452; // IHDR
  private static final long PIXELS = 0x49444154; // IDAT
  private static final long END = 0x49454e44; // IEND

  private PngWalk() {}

  static FrameImage read(ImageBytes bytes) throws IOException {
    bytes.skip(SIGNATURE);
    long length = bytes.u32();
    if (length != 13 || bytes.u32() != HEADER) {
      throw damaged("its header is not first");
    }
    long width = bytes.u32();
    long height = bytes.u32();
    if (width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw damaged("its size is invalid");
    }
    bytes.skip(length - 8 + CHECKSUM);
    boolean pixels = false;
    long type;
    do {
      length = bytes.u32();
      type = bytes.u32();
      if (length > Integer.MAX_VALUE || !isType(type)) {
        throw damaged("the data at byte " + (bytes.position() - 8) + " is not a chunk");
      }
      bytes.skip(length + CHECKSUM);
      pixels |= type == PIXELS;
    } while (type != END);
    if (!pixels) {
      throw damaged("it has no pixels");
    }
    return new FrameImage(ImageFormat.PNG, (int) width, (int) height);
  }

  /** Checks for a chunk type, which has four letters. */
  private static boolean isType(long type) {
    for (int shift = 0; shift < 32; shift += 8) {
      long letter = (type >> shift & 0xff) | 0x20;
      if (letter < 'a' || letter > 'z') {
        return false;
      }
    }
    return true;
  }

  private static UnusableFrameException damaged(String reason) {
    return FrameImage.damaged(ImageFormat.PNG, reason);
  }
}
