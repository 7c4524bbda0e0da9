package dev.keyframed.text;

import java.util.regex.Pattern;

/**
 * Makes any text one bounded line that shows all it holds: a terminal obeys no part of it, no
 * second line begins in it, and nothing in it is invisible or turns the direction of what follows.
 *
 * <p>Line breaks and tabs become a space; whatever else is not seen is written as {@code \}{@code
 * uXXXX}, as JSON has it.
 */
public final class PlainLine {
  /** Code points of a line where nobody says otherwise: far below what the journal takes whole. */
  public static final int LONGEST = 4000;

  private static final String CUT = "...";

  /** Breaks of lines, and tabs. */
  private static final Pattern BREAKS = Pattern.compile("[\\t-\\r\\x85\\u2028\\u2029]+");

  /**
   * Controls of both kinds, format characters (direction, zero width, tags), halves of characters,
   * line separators, and the letters that show nothing.
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
   * @param most code points of the line, at least three; what is longer ends in {@code ...}
   */
  public static String of(String text, int most) {
    // Nothing that is shown is shorter than what it stands for, but for the breaks.
    String head = start(text, 4 * most);
    String plain = escaped(BREAKS.matcher(head).replaceAll(" "));
    boolean whole = head.length() == text.length();
    if (whole && plain.codePointCount(0, plain.length()) <= most) {
      return plain;
    }
    return start(plain, most - CUT.length()) + CUT;
  }

  /**
   * Returns JSON text in which every character that a terminal might obey, or would not show, is
   * written by its escape: the same value to whoever reads it as JSON.
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
