package dev.keyframed.cli;

/** A command cannot do what was asked, for a reason that its message tells the user. */
final class Failed extends RuntimeException {
  private static final long serialVersionUID = 1;

  Failed(String message) {
    super(message, null, false, false);
  }
}
