package dev.keyframed.service.download;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses gzip (RFC 1952) in chunks, in a fixed amount of memory. It accepts one member, and
 * nothing after it.
 */
final class Gunzip implements AutoCloseable {
  private static final int FIXED_HEAD = 10;
  private static final int LONGEST_HEAD = 1 << 16;
  private static final int TRAILER = 8;
  private static final int CHUNK = 1 << 16;
  private static final int CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final Output output;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private final ByteArrayOutputStream trailer = new ByteArrayOutputStream();
  private final byte[] chunk = new byte[CHUNK];
  private boolean headRead;

  Gunzip(Output output) {
    this.output = output;
  }

  /** Receives the decompressed bytes. */
  @FunctionalInterface
  interface Output {
    void take(byte[] bytes, int length) throws IOException;
  }

  /**
   * Decompresses the next chunk.
   *
   * @throws BrokenException if the input is not gzip
   */
  void feed(byte[] bytes) throws IOException {
    if (headRead) {
      inflate(bytes, 0);
      return;
    }
    head.writeBytes(bytes);
    byte[] all = head.toByteArray();
    int length = headLength(ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN));
    if (length >= 0) {
      headRead = true;
      head.reset();
      inflate(all, length);
    } else if (all.length > LONGEST_HEAD) {
      throw new BrokenException("the header is too long");
    }
  }

  /** Checks whether the input is complete and matches its checksum and length. */
  boolean isWhole() {
    if (!inflater.finished() || trailer.size() != TRAILER) {
      return false;
    }
    ByteBuffer sums = ByteBuffer.wrap(trailer.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    return sums.getInt() == (int) crc.getValue()
        && sums.getInt() == (int) inflater.getBytesWritten();
  }

  @Override
  public void close() {
    inflater.end();
  }

  /** Returns the length of the header in bytes, or -1 if more bytes are needed. */
  private static int headLength(ByteBuffer in) throws BrokenException {
    if (in.remaining() < FIXED_HEAD) {
      return -1;
    }
    boolean gzip = in.get() == 0x1f && in.get() == (byte) 0x8b && in.get() == 8;
    if (!gzip) {
      throw new BrokenException("no gzip header");
    }
    int flags = in.get();
    in.position(FIXED_HEAD);
    if ((flags & EXTRA) != 0 && !skip(in, in.remaining() < 2 ? 2 : 2 + extra(in))) {
      return -1;
    }
    for (int text : new int[] {NAME, COMMENT}) {
      if ((flags & text) != 0 && !skipText(in)) {
        return -1;
      }
    }
    return ((flags & CHECKSUM) == 0 || skip(in, 2)) ? in.position() : -1;
  }

  private static int extra(ByteBuffer in) {
    return Short.toUnsignedInt(in.getShort(in.position()));
  }

  private static boolean skip(ByteBuffer in, int bytes) {
    if (in.remaining() < bytes) {
      return false;
    }
    in.position(in.position() + bytes);
    return true;
  }

  private static boolean skipText(ByteBuffer in) {
    while (in.hasRemaining()) {
      if (in.get() == 0) {
        return true;
      }
    }
    return false;
  }

  private void inflate(byte[] bytes, int from) throws IOException {
    int rest = bytes.length - from;
    if (!inflater.finished()) {
      inflater.setInput(bytes, from, rest);
      try {
        for (int n = inflater.inflate(chunk); n > 0; n = inflater.inflate(chunk)) {
          crc.update(chunk, 0, n);
          output.take(chunk, n);
        }
      } catch (DataFormatException e) {
        throw new BrokenException(e.getMessage());
      }
      if (inflater.needsDictionary()) {
        throw new BrokenException("a dictionary is needed");
      }
      rest = inflater.finished() ? inflater.getRemaining() : 0;
    }
    if (trailer.size() + rest > TRAILER) {
      throw new BrokenException("data follows the end");
    }
    trailer.write(bytes, bytes.length - rest, rest);
  }

  /** Reports input that is not valid gzip. */
  static final class BrokenException extends IOException {
    BrokenException(String reason) {
      super("the gzip data is not readable: " + reason);
    }
  }
}
