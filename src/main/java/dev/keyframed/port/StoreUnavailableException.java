package dev.keyframed.port;

/**
 * Reports that the store was unavailable.
 *
 * <p>The holder of the connection logs that once, as a trouble. No other part needs to log it.
 */
public abstract class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Creates the exception without a stack trace, since it may occur in large numbers. */
  protected StoreUnavailableException(String message, Throwable cause) {
    super(message, cause, false, false);
  }
}
