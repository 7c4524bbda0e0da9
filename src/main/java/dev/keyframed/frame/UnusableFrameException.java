package dev.keyframed.frame;

import java.io.IOException;

/**
 * Says why a frame cannot be used. The message continues the field's name ("must be under 20 MB"),
 * says what to do where that is not plain, and shows nothing of the image.
 */
public final class UnusableFrameException extends IOException {
  private static final long serialVersionUID = 1;

  /** With that message, which follows the name of a field. */
  public UnusableFrameException(String message) {
    super(message);
  }

  /** With that message, for that reason. */
  public UnusableFrameException(String message, Exception cause) {
    super(message, cause);
  }
}
