package dev.keyframed.service.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.OptionalLong;

/** Checks and copies characters in place, since a job may have tens of megabytes of them. */
final class Characters {
  private static final int STEP = 8192;

  private Characters() {}

  /** Returns the index of the first byte that is not UTF-8, or empty if all are. */
  static OptionalLong firstFault(byte[] text) {
    CharsetDecoder strict =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.wrap(text);
    CharBuffer dropped = CharBuffer.allocate(STEP);
    CoderResult result = CoderResult.OVERFLOW;
    while (result.isOverflow()) {
      dropped.clear();
      result = strict.decode(bytes, dropped, true);
    }
    return result.isError() ? OptionalLong.of(bytes.position()) : OptionalLong.empty();
  }

  /** Returns the index of the first unpaired surrogate, or -1 if there is none. */
  static int firstHalf(String text) {
    int at = 0;
    while (at < text.length()) {
      int letter = text.codePointAt(at);
      if (isHalf(letter)) {
        return at;
      }
      at += Character.charCount(letter);
    }
    return -1;
  }

  private static boolean isHalf(int letter) {
    return letter <= Character.MAX_VALUE && Character.isSurrogate((char) letter);
  }

  /** Returns the index in the bytes after that many characters of UTF-16. */
  private static int skip(byte[] utf8, int from, long characters) {
    int at = from;
    for (long left = characters; left > 0; left--) {
      int lead = utf8[at] & 0xff;
      if (lead >= 0xf0) {
        left--; // a surrogate pair
      }
      at += lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    }
    return at;
  }

  /**
   * Returns a part of a JSON text without white space between its tokens, every token as written.
   *
   * @param json the text as UTF-8
   * @param first index of the first character, in UTF-16
   * @param end index after the last character
   */
  static String compact(byte[] json, long first, long end) {
    int from = skip(json, 0, first);
    int to = skip(json, from, end - first);
    byte[] kept = new byte[to - from];
    int length = 0;
    boolean quoted = false;
    boolean escaped = false;
    for (int at = from; at < to; at++) {
      byte letter = json[at];
      if (quoted || letter > ' ' || letter < 0) {
        kept[length++] = letter;
      }
      boolean quote = letter == '"' && !escaped;
      escaped = letter == '\\' && !escaped;
      quoted ^= quote;
    }
    return new String(kept, 0, length, UTF_8);
  }
}
