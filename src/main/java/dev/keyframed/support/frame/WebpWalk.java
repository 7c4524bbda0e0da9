package dev.keyframed.support.frame;

import java.io.EOFException;
import java.io.IOException;

/**
 * Walks the chunks of a WebP image: lossy (VP8), lossless (VP8L) or extended (VP8X). The image may
 * be still or animated. Lengths are checked against the file's own and against the bytes that are
 * there.
 */
final class WebpWalk {
  private static final int CHUNK_HEAD = 8;
  private static final int LOSSY_HEAD = 10;
  private static final int LOSSLESS_HEAD = 5;
  private static final int EXTENDED_HEAD = 10;
  private static final int ANIMATED = 0x02;

  private final ImageBytes bytes;

  /** Canvas of an extended image. */
  private FrameImage canvas;

  private boolean animated;
  private FrameImage still;
  private boolean pixels;

  private WebpWalk(ImageBytes bytes) {
    this.bytes = bytes;
  }

  static FrameImage read(ImageBytes bytes) throws IOException {
    return new WebpWalk(bytes).toEnd();
  }

  private FrameImage toEnd() throws IOException {
    bytes.skip(4); // RIFF
    long end = CHUNK_HEAD + bytes.u32Low();
    bytes.skip(4); // WEBP
    while (end - bytes.position() >= CHUNK_HEAD) {
      chunk(end);
    }
    if (end > bytes.position()) {
      bytes.skip(end - bytes.position());
    }
    if (!pixels) {
      throw damaged("it has no pixels");
    }
    if (canvas == null) {
      return still;
    }
    boolean alike = still == null || still.equals(canvas);
    if (!animated && !alike) {
      throw damaged("its sizes differ");
    }
    return canvas;
  }

  private void chunk(long end) throws IOException {
    boolean first = bytes.position() == 12;
    long kind = bytes.u32();
    long length = bytes.u32Low();
    long start = bytes.position();
    if (length > end - start) {
      beyond(end - start);
    }
    switch ((int) kind) {
      case 0x56503820 -> lossy(length); // "VP8 "
      case 0x5650384c -> lossless(length); // "VP8L"
      case 0x56503858 -> extended(length, first); // "VP8X"
      case 0x414e4d46 -> pixels |= canvas != null; // "ANMF"
      default -> {
        if (first) {
          throw damaged("its first chunk is unknown");
        }
      }
    }
    bytes.skip(length - (bytes.position() - start));
    if (length % 2 == 1 && bytes.position() < end) {
      bytes.skip(1);
    }
  }

  /**
   * Refuses a chunk that is longer than its file. The image is cut short if the file's own bytes
   * are missing, too.
   */
  private void beyond(long left) throws IOException {
    bytes.skip(left);
    if (bytes.read() < 0) {
      throw new EOFException();
    }
    throw damaged("a chunk is longer than the file");
  }

  private void lossy(long length) throws IOException {
    if (length < LOSSY_HEAD) {
      throw damaged("its header is too short");
    }
    int tag = bytes.u24Low();
    boolean key = (tag & 1) == 0;
    if (!key || bytes.u24Low() != 0x2a019d || tag >> 5 >= length) {
      throw damaged("its header is invalid");
    }
    int width = bytes.u16Low() & 0x3fff;
    still(width, bytes.u16Low() & 0x3fff);
  }

  private void lossless(long length) throws IOException {
    if (length < LOSSLESS_HEAD) {
      throw damaged("its header is too short");
    }
    if (bytes.u8() != 0x2f) {
      throw damaged("its header is invalid");
    }
    long head = bytes.u32Low();
    if (head >> 29 != 0) {
      throw damaged("its version is unknown");
    }
    still((int) (head & 0x3fff) + 1, (int) (head >> 14 & 0x3fff) + 1);
  }

  /** Records a still image. The first one counts, as for decoders. */
  private void still(int width, int height) {
    if (still == null) {
      still = new FrameImage(ImageFormat.WEBP, width, height);
    }
    pixels = true;
  }

  private void extended(long length, boolean first) throws IOException {
    if (length < EXTENDED_HEAD || !first) {
      throw damaged("its header is too short, or not first");
    }
    animated = (bytes.u8() & ANIMATED) != 0;
    bytes.skip(3);
    int width = bytes.u24Low() + 1;
    canvas = new FrameImage(ImageFormat.WEBP, width, bytes.u24Low() + 1);
  }

  private static UnusableFrameException damaged(String reason) {
    return FrameImage.damaged(ImageFormat.WEBP, reason);
  }
}
