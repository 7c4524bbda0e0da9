package dev.keyframed.port;

/**
 * Tells that the store could not be asked. Whoever holds the connection reports that once, as a
 * trouble; nobody else need say so.
 */
public abstract class AwayException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Has no stack trace, for it may come in masses. */
  protected AwayException(String message, Throwable cause) {
    super(message, cause, false, false);
  }
}
