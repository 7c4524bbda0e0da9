package dev.keyframed.adapter.redis;

import dev.keyframed.support.text.PlainLine;

/**
 * Reports that Redis answered a command with an error. The message names the command. Has no stack
 * trace.
 */
public final class RedisErrorException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int LONGEST = 1000;

  private final boolean missingRight;

  RedisErrorException(String operation, Throwable cause) {
    this(operation, String.valueOf(cause.getMessage()), cause);
  }

  private RedisErrorException(String operation, String error, Throwable cause) {
    super(operation + ": " + PlainLine.of(words(error), LONGEST), cause, false, false);
    this.missingRight = isMissingRight(error);
  }

  private static String words(String error) {
    return isMissingRight(error) ? error.strip() + "; " + Remedy.of(error) : error;
  }

  private static boolean isMissingRight(String error) {
    return Remedy.reason(error) == RedisProblem.Reason.MISSING_RIGHT;
  }

  /** Checks whether the error is a missing right of the user. */
  public boolean isMissingRight() {
    return missingRight;
  }
}
