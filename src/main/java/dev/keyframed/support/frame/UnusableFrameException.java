package dev.keyframed.support.frame;

import java.io.IOException;

/**
 * Reports why a frame cannot be used. The message continues the field's name ("must be under 20
 * MB"), says what to do if that is not obvious, and shows nothing of the image.
 */
public final class UnusableFrameException extends IOException {
  private static final long serialVersionUID = 1;

  /** Creates an exception with a message that follows the name of a field. */
  public UnusableFrameException(String message) {
    super(message);
  }

  /** Creates an exception with that message and cause. */
  public UnusableFrameException(String message, Exception cause) {
    super(message, cause);
  }
}
