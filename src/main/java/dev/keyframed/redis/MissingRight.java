package dev.keyframed.redis;

/** Reports a right that the Redis user lacks, and how to grant it. Has no stack trace. */
final class MissingRight extends RuntimeException {
  private static final long serialVersionUID = 1;

  MissingRight(String message) {
    super(message, null, false, false);
  }
}
