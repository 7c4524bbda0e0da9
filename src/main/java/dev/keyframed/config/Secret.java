package dev.keyframed.config;

/**
 * A value that must not be printed; only {@link #reveal()} gives it. Two secrets are equal if their
 * values are.
 *
 * @param reveal the value; empty means that there is none
 */
public record Secret(String reveal) {

  /** Stands where no secret was given. */
  public static final Secret NONE = new Secret("");

  /**
   * The value, for the one place that sends or computes with it.
   *
   * @throws IllegalStateException if there is none: a signature made with an empty key would be
   *     anyone's to forge
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
