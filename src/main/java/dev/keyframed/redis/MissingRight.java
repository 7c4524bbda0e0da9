package dev.keyframed.redis;

/** Says which right our user lacks, and how to give it. Has no stack trace. */
final class MissingRight extends RuntimeException {
  private static final long serialVersionUID = 1;

  MissingRight(String message) {
    super(message, null, false, false);
  }
}
