package dev.keyframed.adapter.redis;

/** Reports a right that the Redis user lacks, and how to grant it. Has no stack trace. */
final class MissingRightException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MissingRightException(String message) {
    super(message, null, false, false);
  }
}
