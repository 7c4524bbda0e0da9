package dev.keyframed.service.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks whether a file is a whole MP4 file (ISO/IEC 14496-12), and reads its size. In a whole file
 * the boxes begin with {@code ftyp}, one is {@code moov}, and the last ends where the file ends. So
 * a file that was cut and served as whole is detected.
 */
final class Mp4 {
  private static final int FTYP = 0x66747970;
  private static final int MOOV = 0x6d6f6f76;
  private static final int TRAK = 0x7472616b;
  private static final int MDIA = 0x6d646961;
  private static final int HDLR = 0x68646c72;
  private static final int VIDE = 0x76696465;
  private static final int MINF = 0x6d696e66;
  private static final int STBL = 0x7374626c;
  private static final int STSD = 0x73747364;
  private static final int HEADER = 8;
  private static final int LONG_HEADER = 16;

  /** Limit of boxes: more than any real file has at the top, and few enough to walk quickly. */
  private static final int MOST_BOXES = 10_000;

  /** Length of version and flags, which begin most boxes, with a number after them. */
  private static final int PREFACE = 8;

  /** Offset of width and height in the entry of a video's format, two bytes each. */
  private static final int SIDES = 24;

  private final SeekableByteChannel file;
  private int left = MOST_BOXES;

  private Mp4(SeekableByteChannel file) {
    this.file = file;
  }

  /** Holds the size of a picture in pixels. */
  record Size(int width, int height) {}

  /** Holds the type of a box and the position of its content. */
  private record Box(int type, long begin, long end) {}

  /** Checks whether the file is whole. Blocks; moves the channel's position. */
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

  /** Returns the size of a box: 1 means that a longer field follows, 0 that it takes the rest. */
  private static long size(ByteBuffer header, long rest) {
    long size = Integer.toUnsignedLong(header.getInt(0));
    if (size == 1) {
      return header.limit() < LONG_HEADER ? 0 : header.getLong(HEADER);
    }
    return size == 0 ? rest : size;
  }

  /**
   * Reads the picture size of a file's first video track, from the entry of its format. Empty if
   * the file does not contain it. Blocks; moves the channel's position.
   */
  static Optional<Size> size(SeekableByteChannel file) throws IOException {
    return new Mp4(file).size();
  }

  private Optional<Size> size() throws IOException {
    for (Box movie : all(MOOV, 0, file.size())) {
      for (Box track : all(TRAK, movie.begin, movie.end)) {
        for (Box media : all(MDIA, track.begin, track.end)) {
          Optional<Size> size = isVideo(media) ? size(media) : Optional.empty();
          if (size.isPresent()) {
            return size;
          }
        }
      }
    }
    return Optional.empty();
  }

  private boolean isVideo(Box media) throws IOException {
    for (Box handler : all(HDLR, media.begin, media.end)) {
      if (handler.end - handler.begin >= PREFACE + Integer.BYTES) {
        return header(file, handler.begin + PREFACE).getInt(0) == VIDE;
      }
    }
    return false;
  }

  private Optional<Size> size(Box media) throws IOException {
    for (Box information : all(MINF, media.begin, media.end)) {
      for (Box table : all(STBL, information.begin, information.end)) {
        for (Box formats : all(STSD, table.begin, table.end)) {
          List<Box> entries = boxes(formats.begin + PREFACE, formats.end);
          if (!entries.isEmpty() && length(entries.get(0)) >= SIDES + 2 * Short.BYTES) {
            ByteBuffer sides = header(file, entries.get(0).begin + SIDES);
            int width = Short.toUnsignedInt(sides.getShort(0));
            int height = Short.toUnsignedInt(sides.getShort(Short.BYTES));
            return width == 0 || height == 0
                ? Optional.empty()
                : Optional.of(new Size(width, height));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static long length(Box box) {
    return box.end - box.begin;
  }

  private List<Box> all(int type, long from, long to) throws IOException {
    return boxes(from, to).stream().filter(box -> box.type == type).toList();
  }

  /** Returns the boxes that follow one another in that range, up to the first that does not fit. */
  private List<Box> boxes(long from, long to) throws IOException {
    List<Box> found = new ArrayList<>();
    for (long at = from; to - at >= HEADER && left > 0; left--) {
      ByteBuffer header = header(file, at);
      if (header.limit() < HEADER) {
        return found;
      }
      long size = size(header, to - at);
      int head = header.getInt(0) == 1 ? LONG_HEADER : HEADER;
      if (size < head || size > to - at) {
        return found;
      }
      found.add(new Box(header.getInt(Integer.BYTES), at + head, at + size));
      at += size;
    }
    return found;
  }
}
