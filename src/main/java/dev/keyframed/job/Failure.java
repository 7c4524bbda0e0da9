package dev.keyframed.job;

import dev.keyframed.support.text.PlainLine;
import java.util.List;

/**
 * Represents the reason why a job failed, for its result.
 *
 * @param providerCode the provider's own code, or 0 where it gave none
 * @param message for people, one plain line of bounded length; holds no secret, no token, no
 *     payload
 * @param traceId the provider's {@code Trace-Id} of the answer, or null
 * @param mistakes each mistake of an invalid job; empty for every other code
 */
public record Failure(
    ErrorCode code, int providerCode, String message, String traceId, List<Mistake> mistakes) {
  private static final int LONGEST = 1000;

  /** Copies the list, and makes the message one plain line. */
  public Failure {
    message = PlainLine.of(message, LONGEST);
    mistakes = List.copyOf(mistakes);
  }

  /** Returns a failure without a code of the provider. */
  public static Failure of(ErrorCode code, String message) {
    return new Failure(code, 0, message, null, List.of());
  }

  /** Returns a failure that the provider reported. */
  public static Failure of(ErrorCode code, int providerCode, String message, String traceId) {
    return new Failure(code, providerCode, message, traceId, List.of());
  }

  /** Returns the failure of a job that admission refuses, with all its mistakes. */
  public static Failure invalid(List<Mistake> mistakes) {
    String first = mistakes.get(0).field() + ": " + mistakes.get(0).message();
    String message =
        mistakes.size() == 1 ? first : first + " (and " + (mistakes.size() - 1) + " more)";
    return new Failure(ErrorCode.INVALID_JOB, 0, message, null, mistakes);
  }

  /**
   * Represents one mistake of a job.
   *
   * @param field as the producer writes it, such as {@code last_frame_image}; {@code job} for the
   *     whole
   */
  public record Mistake(String field, String message) {
    private static final int LONGEST_NAME = 64;

    /** Makes both one plain line: the field's name is the producer's own text. */
    public Mistake {
      field = PlainLine.of(field, LONGEST_NAME);
      message = PlainLine.of(message, LONGEST);
    }
  }
}
