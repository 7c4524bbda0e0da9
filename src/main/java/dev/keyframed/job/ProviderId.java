package dev.keyframed.job;

import java.math.BigInteger;
import java.util.regex.Pattern;

/** Reads the provider's ids of tasks, files and traces. Thread-safe. */
public final class ProviderId {
  private static final int LONGEST = 64;

  /** Matches the values that the provider writes where there is no id yet. */
  private static final Pattern NONE = Pattern.compile("0*|null");

  private ProviderId() {}

  /**
   * Reads the id of a task or file from a JSON field, as text or as a number.
   *
   * <p>A number must be whole: the digits of {@code 1.0E17} are not exact.
   *
   * @param value as the JSON reader gives it, or null
   * @return the id; empty if the value is no id
   */
  public static String read(Object value) {
    boolean whole =
        value instanceof Integer || value instanceof Long || value instanceof BigInteger;
    String text = whole || value instanceof String ? value.toString().strip() : "";
    boolean negative = whole && text.startsWith("-");
    // It is used in keys and URLs, so it must be plain and short.
    boolean fit = !negative && AllowedChars.VISIBLE.spells(text, 1, LONGEST);
    return fit && !isNone(text) ? text : "";
  }

  /** Returns the trace of an answer, or null if the text is missing or not valid. */
  public static String trace(String text) {
    return AllowedChars.VISIBLE.spells(text, 1, LONGEST) ? text : null;
  }

  /**
   * Checks whether the field says that there is no id, as opposed to an id that is not readable.
   */
  public static boolean isAbsent(Object value) {
    boolean zero = value instanceof Number number && number.doubleValue() == 0;
    return value == null || zero || (value instanceof String text && isNone(text.strip()));
  }

  private static boolean isNone(String text) {
    return NONE.matcher(text).matches();
  }
}
