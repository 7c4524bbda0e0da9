package dev.keyframed.support.text;

import java.util.regex.Pattern;

/**
 * Turns any text into one bounded line of visible characters.
 *
 * <p>A terminal obeys no part of it. It begins no second line, holds nothing invisible, and does
 * not turn the direction of the following text. Line breaks and tabs become a space. Other
 * invisible characters are written as {@code \}{@code uXXXX}, as in JSON.
 */
public final class PlainLine {
  /** Code points of a line by default: far below the longest line that the journal keeps whole. */
  public static final int LONGEST = 4000;

  private static final String CUT = "...";

  /** Matches line breaks and tabs. */
  private static final Pattern BREAKS = Pattern.compile("[\\t-\\r\\x85\\u2028\\u2029]+");

  /**
   * Matches characters that show nothing.
   *
   * <p>These are controls of both kinds, format characters (direction, zero width, tags),
   * surrogates, line separators, and letters without a glyph.
   */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}"
              + "\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u2800\\u3164\\uffa0\\ufff0-\\uffff"
              + "\\x{e0000}-\\x{e0fff}]");

  private PlainLine() {}

  /** Returns the text as one line, at most {@link #LONGEST} long. */
  public static String of(String text) {
    return of(text, LONGEST);
  }

  /**
   * Returns the text as one line.
   *
   * @param most code points of the line, at least three; a longer text ends in {@code ...}
   */
  public static String of(String text, int most) {
    // No shown form is shorter than its character, except for breaks.
    String head = start(text, 4 * most);
    String plain = escaped(BREAKS.matcher(head).replaceAll(" "));
    boolean whole = head.length() == text.length();
    if (whole && plain.codePointCount(0, plain.length()) <= most) {
      return plain;
    }
    return start(plain, most - CUT.length()) + CUT;
  }

  /**
   * Returns JSON text with every control or invisible character as an escape. Its value as JSON is
   * the same.
   */
  public static String json(String json) {
    return escaped(json);
  }

  private static String escaped(String text) {
    return UNSEEN
        .matcher(text)
        .replaceAll(
            unseen ->
                unseen.group().chars().mapToObj("\\\\u%04x"::formatted).reduce("", String::concat));
  }

  private static String start(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most));
  }
}
