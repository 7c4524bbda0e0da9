package dev.keyframed.job;

import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Defines a set of allowed characters. Fast, since every callback is checked with it. Thread-safe.
 */
public final class AllowedChars {
  /** {@code A-Z a-z 0-9 _ -}: safe in a key, a path and a URL. */
  public static final AllowedChars SAFE =
      new AllowedChars("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

  /** The printable characters of ASCII but the space, {@code !} to {@code ~}. */
  public static final AllowedChars VISIBLE = new AllowedChars(IntStream.rangeClosed('!', '~'));

  /** {@code a-z 0-9}. */
  static final AllowedChars SMALL = new AllowedChars("abcdefghijklmnopqrstuvwxyz0123456789");

  /** {@code 0-9}. */
  static final AllowedChars DIGITS = new AllowedChars("0123456789");

  private final BitSet letters = new BitSet();

  private AllowedChars(String letters) {
    this(letters.chars());
  }

  private AllowedChars(IntStream letters) {
    letters.forEach(this.letters::set);
  }

  /** Checks that the text has only allowed characters, and a length within the bounds. */
  public boolean spells(String text, int shortest, int longest) {
    if (text == null || text.length() < shortest || text.length() > longest) {
      return false;
    }
    for (int at = 0; at < text.length(); at++) {
      if (!letters.get(text.charAt(at))) {
        return false;
      }
    }
    return true;
  }
}
