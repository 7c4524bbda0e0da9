package dev.keyframed.config;

/**
 * Holds a value that must not be printed; only {@link #reveal()} returns it. Two secrets are equal
 * if their values are.
 *
 * @param reveal the value; empty means that there is none
 */
public record Secret(String reveal) {

  /** Represents a secret that was not given. */
  public static final Secret NONE = new Secret("");

  /**
   * Returns the value, for the one place that sends it or computes with it.
   *
   * @throws IllegalStateException if there is none, because a signature with an empty key could be
   *     forged by anyone
   */
  @Override
  public String reveal() {
    if (reveal.isEmpty()) {
      throw new IllegalStateException("no secret was given");
    }
    return reveal;
  }

  @Override
  public String toString() {
    return "Secret[hidden]";
  }
}
