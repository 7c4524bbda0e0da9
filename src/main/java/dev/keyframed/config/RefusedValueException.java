package dev.keyframed.config;

/** Refuses a value with a message for the operator. The message repeats nothing of a secret. */
final class RefusedValueException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  RefusedValueException(String message) {
    super(message);
  }
}
