package dev.keyframed.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * Tells a whole MP4 file from anything else (ISO/IEC 14496-12): its boxes begin with {@code ftyp},
 * one is {@code moov}, and the last ends where the file ends. So a file that was cut, and served as
 * if it were whole, is noticed.
 */
final class Mp4 {
  private static final int FTYP = 0x66747970;
  private static final int MOOV = 0x6d6f6f76;
  private static final int HEADER = 8;
  private static final int LONG_HEADER = 16;

  /** More boxes than any real file has at the top; less than would take long to walk. */
  private static final int MOST_BOXES = 10_000;

  private Mp4() {}

  /** Whether the file is whole. Blocks; moves the channel's position. */
  static boolean isWhole(SeekableByteChannel file) throws IOException {
    long end = file.size();
    long at = 0;
    boolean movie = false;
    for (int boxes = 0; at < end && boxes < MOST_BOXES; boxes++) {
      ByteBuffer header = header(file, at);
      if (header.limit() < HEADER) {
        return false;
      }
      long size = size(header, end - at);
      int type = header.getInt(4);
      boolean first = boxes == 0;
      if (size < HEADER || size > end - at || first != (type == FTYP)) {
        return false;
      }
      movie |= type == MOOV;
      at += size;
    }
    return at == end && movie;
  }

  private static ByteBuffer header(SeekableByteChannel file, long at) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(LONG_HEADER);
    file.position(at);
    int read = 0;
    while (read >= 0 && header.hasRemaining()) {
      read = file.read(header);
    }
    return header.flip();
  }

  /** 1 means that a longer field follows, 0 that the box takes the rest of the file. */
  private static long size(ByteBuffer header, long rest) {
    long size = Integer.toUnsignedLong(header.getInt(0));
    if (size == 1) {
      return header.limit() < LONG_HEADER ? 0 : header.getLong(HEADER);
    }
    return size == 0 ? rest : size;
  }
}
