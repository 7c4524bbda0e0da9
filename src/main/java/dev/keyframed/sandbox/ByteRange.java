package dev.keyframed.sandbox;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the range of a request (RFC 9110, 14): {@code bytes=A-} or {@code bytes=A-B}.
 *
 * <p>Other forms are ignored, as a server may.
 *
 * @param from first byte, from 0
 * @param to last byte, included; before {@code from} if the file has no such bytes
 */
record ByteRange(int from, int to) {
  private static final Pattern FORM = Pattern.compile("bytes=(\\d{1,9})-(\\d{1,9})?");

  /**
   * Returns the range of a request; empty if there is none.
   *
   * @param header the header {@code Range}, or null
   * @param length of the file, in bytes
   */
  static Optional<ByteRange> of(String header, int length) {
    if (header == null) return Optional.empty();
    Matcher form = FORM.matcher(header);
    if (!form.matches()) return Optional.empty();
    int from = Integer.parseInt(form.group(1));
    int to =
        form.group(2) == null ? length - 1 : Math.min(length - 1, Integer.parseInt(form.group(2)));
    return Optional.of(new ByteRange(from, to));
  }

  boolean satisfiable() {
    return from <= to;
  }

  int length() {
    return to - from + 1;
  }

  /** Returns the value of {@code Content-Range}. */
  String of(int length) {
    return satisfiable() ? "bytes " + from + '-' + to + '/' + length : "bytes */" + length;
  }
}
