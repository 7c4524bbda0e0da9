package dev.keyframed.job;

/**
 * A job's name: the producer's own, or the id of its queue entry (contract: Redis).
 *
 * @param text 1 to 64 of {@code A-Z a-z 0-9 _ -}
 */
public record JobId(String text) {
  private static final int LONGEST = 64;

  /** Refuses any other form, so that an id is safe in a key, a path and a URL. */
  public JobId {
    if (!isValid(text)) {
      throw new IllegalArgumentException("a job id is 1 to 64 of A-Z a-z 0-9 _ -");
    }
  }

  /** Whether the text may be a job's id. */
  public static boolean isValid(String text) {
    return Alphabet.SAFE.spells(text, 1, LONGEST);
  }

  @Override
  public String toString() {
    return text;
  }
}
