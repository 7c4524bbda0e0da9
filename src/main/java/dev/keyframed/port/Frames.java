package dev.keyframed.port;

import dev.keyframed.job.GenerationRequest;
import io.vertx.core.Future;

/** Reads frames that are given by name. */
public interface Frames {
  /**
   * Replaces each {@code file:NAME} frame by a data URL; URLs and data URLs stay as they are.
   *
   * @return fails where a file is not readable, with a message that names the field
   */
  Future<GenerationRequest> inline(GenerationRequest request);
}
