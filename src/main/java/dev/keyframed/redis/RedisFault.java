package dev.keyframed.redis;

/** Redis answered a command with an error; the message names the command. Has no stack trace. */
public final class RedisFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  RedisFault(String operation, Throwable cause) {
    super(operation + ": " + cause.getMessage(), cause, false, false);
  }
}
