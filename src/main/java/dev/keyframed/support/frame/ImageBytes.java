package dev.keyframed.support.frame;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads the bytes of an image once, forward, up to the limit of a frame. The buffer has a fixed
 * size. Missing bytes cause an {@link EOFException}.
 */
final class ImageBytes {
  private static final int BUFFER = 1 << 13;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int next;
  private int end;

  /** Number of bytes before those in the buffer. */
  private long before;

  ImageBytes(InputStream in) {
    this.in = in;
  }

  /** Returns the first bytes, or fewer if there are no more. They are read again afterwards. */
  byte[] head(int length) throws IOException {
    while (end < length) {
      int read = in.read(buffer, end, BUFFER - end);
      if (read < 0) {
        break;
      }
      end += read;
      FrameLimits.checkBytes(end);
    }
    return Arrays.copyOf(buffer, Math.min(length, end));
  }

  /** Reads the next byte, 0 to 255, or -1 at the end. */
  int read() throws IOException {
    return next < end || fill() ? buffer[next++] & 0xff : -1;
  }

  /** Reads the next byte, which must be there. */
  int u8() throws IOException {
    int read = read();
    if (read < 0) {
      throw new EOFException();
    }
    return read;
  }

  /** Reads two bytes, the high one first. */
  int u16() throws IOException {
    return u8() << 8 | u8();
  }

  /** Reads four bytes, the high one first. */
  long u32() throws IOException {
    return (long) u16() << 16 | u16();
  }

  /** Reads two bytes, the low one first. */
  int u16Low() throws IOException {
    return u8() | u8() << 8;
  }

  /** Reads three bytes, the low one first. */
  int u24Low() throws IOException {
    return u16Low() | u8() << 16;
  }

  /** Reads four bytes, the low one first. */
  long u32Low() throws IOException {
    return u16Low() | (long) u16Low() << 16;
  }

  /** Skips that number of bytes, which must be there. */
  void skip(long bytes) throws IOException {
    long left = bytes;
    while (left > 0) {
      if (next == end && !fill()) {
        throw new EOFException();
      }
      int step = (int) Math.min(left, end - next);
      next += step;
      left -= step;
    }
  }

  /** Returns the number of bytes read or skipped. */
  long position() {
    return before + next;
  }

  /** Reads the rest and discards it. */
  void drain() throws IOException {
    do {
      next = end;
    } while (fill());
  }

  private boolean fill() throws IOException {
    before += end;
    next = 0;
    end = 0;
    int read = in.read(buffer, 0, BUFFER);
    if (read < 0) {
      return false;
    }
    end = read;
    FrameLimits.checkBytes(before + end);
    return true;
  }
}
