package dev.keyframed.job;

/**
 * Represents a job's id: the producer's own, or the id of its queue entry
 * (src/docs/jobs-and-results.md).
 *
 * @param text 1 to 64 of {@code A-Z a-z 0-9 _ -}
 */
public record JobId(String text) {
  private static final int LONGEST = 64;

  /**
   * Refuses any other form, so that an id is safe in a key, a path and a URL.
   *
   * @throws IllegalArgumentException if the text is not a valid id
   */
  public JobId {
    if (!isValid(text)) {
      throw new IllegalArgumentException(
          "job id not valid: use 1 to 64 characters of A-Z a-z 0-9 _ -");
    }
  }

  /** Checks whether the text may be a job's id. */
  public static boolean isValid(String text) {
    return AllowedChars.SAFE.spells(text, 1, LONGEST);
  }

  @Override
  public String toString() {
    return text;
  }
}
