package dev.keyframed.support.frame;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Decodes Base64 (RFC 4648) as data URLs may contain it: in lines, without padding, or with
 * escapes. It reads the text in place and copies nothing of it.
 *
 * <p>A space inside a group of four is refused, although a line may break there. It is the rest of
 * a plus that was decoded as a form, and without it the image would be another one.
 */
final class Base64Text extends InputStream {
  private static final byte[] VALUES = new byte[128];
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final String NOT_BASE64 = "must contain its image in Base64: ";
  private static final String WHITE = " \t\n\f\r";
  private static final int END = -1;

  static {
    Arrays.fill(VALUES, (byte) -1);
    for (int value = 0; value < ALPHABET.length(); value++) {
      VALUES[ALPHABET.charAt(value)] = (byte) value;
    }
  }

  private final String text;
  private int at;

  /** Number of characters of the alphabet so far, with their bits that have not become a byte. */
  private long digits;

  private int bits;
  private int padding;
  private boolean spaced;
  private boolean normal = true;

  /** Creates a decoder of the text that begins at that position. */
  Base64Text(String text, int start) {
    this.text = text;
    this.at = start;
  }

  @Override
  public int read() throws IOException {
    while (true) {
      int symbol = symbol();
      if (symbol == END) {
        checkEnd();
        return END;
      }
      if (symbol == '=') {
        padding++;
        continue;
      }
      int value = value(symbol);
      digits++;
      bits = (bits << 6 | value) & 0xfff;
      int over = (int) (digits % 4);
      if (over != 1) { // the first of four is not a byte yet
        return bits >> (over == 0 ? 0 : 8 - 2 * over) & 0xff;
      }
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = 0;
    while (count < length) {
      int read = read();
      if (read == END) {
        return count == 0 ? END : count;
      }
      target[offset + count++] = (byte) read;
    }
    return count;
  }

  /** Checks whether the text read so far is in standard form: unbroken and padded. */
  boolean isNormal() {
    return normal;
  }

  /** Appends the rest in standard form; only for a text that was read without a fault. */
  void appendNormal(StringBuilder out) throws UnusableFrameException {
    int start = out.length();
    for (int symbol = symbol(); symbol != END; symbol = symbol()) {
      if (symbol != '=') {
        out.append((char) symbol);
        digits++;
      }
    }
    int over = (int) (digits % 4);
    if (over != 0 && out.length() > start) {
      int last = out.length() - 1;
      int unused = over == 2 ? 0x0f : 0x03;
      out.setCharAt(last, ALPHABET.charAt(value(out.charAt(last)) & ~unused));
      out.append("=".repeat(4 - over));
    }
  }

  /** Returns the next character other than white space, with the URL's escapes decoded. */
  private int symbol() throws UnusableFrameException {
    while (at < text.length()) {
      char next = text.charAt(at++);
      if (next == '%') {
        normal = false;
        return escaped();
      }
      if (WHITE.indexOf(next) < 0) {
        return next;
      }
      normal = false;
      if (next == ' ') {
        spaced = true;
        if (digits % 4 != 0 && padding == 0) {
          throw lostPlus();
        }
      }
    }
    return END;
  }

  private int escaped() throws UnusableFrameException {
    int high = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
    int low = at + 1 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
    if (high < 0 || low < 0) {
      throw new UnusableFrameException(NOT_BASE64 + "a % in it does not begin an escape");
    }
    at += 2;
    return high << 4 | low;
  }

  private int value(int symbol) throws UnusableFrameException {
    if (padding > 0) {
      throw new UnusableFrameException(NOT_BASE64 + "data follows the padding");
    }
    int value = symbol < VALUES.length ? VALUES[symbol] : -1;
    if (value >= 0) {
      return value;
    }
    if (symbol == '-' || symbol == '_') {
      throw new UnusableFrameException(
          "must contain its image in Base64's standard alphabet, not the URL-safe one with - and _:"
              + " replace them by + and /");
    }
    throw new UnusableFrameException(NOT_BASE64 + "character " + at + " is not in its alphabet");
  }

  /** Checks the last group. Its padding may be missing, but not wrong. */
  private void checkEnd() throws UnusableFrameException {
    int over = (int) (digits % 4);
    if (over == 1) {
      throw new UnusableFrameException(
          NOT_BASE64 + "its last group has one character, so it may be cut short");
    }
    int wanted = over == 0 ? 0 : 4 - over;
    if (padding > 0 && padding != wanted) {
      throw new UnusableFrameException(NOT_BASE64 + "its padding does not fit its length");
    }
    int unused = over == 2 ? 0x0f : over == 3 ? 0x03 : 0;
    normal &= padding == wanted && (bits & unused) == 0;
    if (padding < wanted && spaced) {
      throw lostPlus();
    }
  }

  private static UnusableFrameException lostPlus() {
    return new UnusableFrameException(
        NOT_BASE64 + "it has spaces, possibly from a + that was decoded as a form");
  }
}
