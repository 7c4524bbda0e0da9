package dev.keyframed.redis;

import dev.keyframed.text.PlainLine;

/** Redis answered a command with an error; the message names the command. Has no stack trace. */
public final class RedisFault extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int LONGEST = 1000;

  RedisFault(String operation, Throwable cause) {
    super(
        operation + ": " + PlainLine.of(words(String.valueOf(cause.getMessage())), LONGEST),
        cause,
        false,
        false);
  }

  private static String words(String error) {
    return Remedy.reason(error) == RedisProblem.Reason.MISSING_RIGHT
        ? error.strip() + "; " + Remedy.of(error)
        : error;
  }
}
