package dev.keyframed.job;

/**
 * Holds the producer's content of a job, as it is sent to the provider (src/docs/provider-api.md).
 *
 * @param prompt or null
 * @param firstFrame a public URL, a data URL or {@code file:NAME}; or null
 * @param lastFrame a public URL, a data URL or {@code file:NAME}
 * @param promptOptimizer or null: the provider's default
 * @param duration seconds
 */
public record GenerationRequest(
    String model,
    String prompt,
    String firstFrame,
    String lastFrame,
    Boolean promptOptimizer,
    int duration,
    String resolution) {
  /** Returns a text without content: a prompt or a frame must not reach a log. */
  @Override
  public String toString() {
    return "Request[" + model + " " + resolution + " " + duration + "s]";
  }
}
