package dev.keyframed.config;

/**
 * Describes one mistake in the configuration, in words for the operator.
 *
 * @param origin the place of the mistake; {@code default} if nothing was written, as for a missing
 *     value
 * @param key the key as it was written; empty if the mistake concerns the whole file
 * @param message what is wrong and what is right; never a secret's value
 */
public record Problem(Origin origin, String key, String message) {

  /**
   * Formats the problem, for example {@code conf/keyframed.yaml:12: poll.interval: must be a
   * duration, is "often"}.
   */
  @Override
  public String toString() {
    String place = origin.equals(Origin.DEFAULT) ? "" : origin + ": ";
    return place + (key.isEmpty() ? "" : key + ": ") + message;
  }
}
