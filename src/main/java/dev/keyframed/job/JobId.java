package dev.keyframed.job;

import java.util.regex.Pattern;

/**
 * A job's name: the producer's own, or the id of its queue entry (contract: Redis).
 *
 * @param text 1 to 64 of {@code A-Z a-z 0-9 _ -}
 */
public record JobId(String text) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /** Refuses any other form, so that an id is safe in a key, a path and a URL. */
  public JobId {
    if (!isValid(text)) {
      throw new IllegalArgumentException("a job id is 1 to 64 of A-Z a-z 0-9 _ -");
    }
  }

  /** Whether the text may be a job's id. */
  public static boolean isValid(String text) {
    return text != null && FORM.matcher(text).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}
