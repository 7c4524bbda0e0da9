package dev.keyframed.job;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One claim of a job: its number, and a random part so that no two claims ever share a callback
 * URL, not even where a Redis that was set back hands out a number again.
 *
 * @param number 1 for the first claim of a job
 * @param nonce 1 to 16 of {@code a-z 0-9}
 */
public record Attempt(int number, String nonce) {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})-([a-z0-9]{1,16})");

  /** Refuses what {@link #parse} could not read back. */
  public Attempt {
    if (!FORM.matcher(number + "-" + nonce).matches()) {
      throw new IllegalArgumentException("not an attempt: " + number + "-" + nonce);
    }
  }

  /** The attempt that {@link #toString} wrote; empty for any other text. */
  public static Optional<Attempt> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(new Attempt(Integer.parseInt(form.group(1)), form.group(2)))
        : Optional.empty();
  }

  /** As it stands in the callback URL and in the job's hash: {@code 3-k2m9x0qa}. */
  @Override
  public String toString() {
    return number + "-" + nonce;
  }
}
