package dev.keyframed.job;

import java.util.Optional;

/**
 * Identifies one claim of a job by its number and a random part.
 *
 * <p>The random part keeps callback URLs apart, even where a Redis that was set back gives a number
 * twice.
 *
 * @param number 1 for the first claim of a job
 * @param nonce 1 to 16 of {@code a-z 0-9}
 */
public record Attempt(int number, String nonce) {
  private static final int MOST = 999_999_999;
  private static final int LONGEST_NUMBER = 9;
  private static final int LONGEST_NONCE = 16;

  /**
   * Refuses values that {@link #parse} could not read back.
   *
   * @throws IllegalArgumentException if the number or the random part is not valid
   */
  public Attempt {
    if (number < 1 || number > MOST || !AllowedChars.SMALL.spells(nonce, 1, LONGEST_NONCE)) {
      throw new IllegalArgumentException("not an attempt: " + number + "-" + nonce);
    }
  }

  /** Parses the text that {@link #toString} writes; empty for any other text. */
  public static Optional<Attempt> parse(String text) {
    int dash = text.indexOf('-');
    if (dash < 0) {
      return Optional.empty();
    }
    String number = text.substring(0, dash);
    String nonce = text.substring(dash + 1);
    return AllowedChars.DIGITS.spells(number, 1, LONGEST_NUMBER)
            && number.charAt(0) != '0'
            && AllowedChars.SMALL.spells(nonce, 1, LONGEST_NONCE)
        ? Optional.of(new Attempt(Integer.parseInt(number), nonce))
        : Optional.empty();
  }

  /** Returns the form of the callback URL and of the job's hash: {@code 3-k2m9x0qa}. */
  @Override
  public String toString() {
    return number + "-" + nonce;
  }
}
