package dev.keyframed.port;

import dev.keyframed.job.Request;
import io.vertx.core.Future;

/** Where frames given by name are read. */
public interface Frames {
  /**
   * The request with each {@code file:NAME} frame replaced by a data URL; URLs and data URLs pass
   * as they are.
   *
   * @return fails where a file cannot be read, with a message that names the field
   */
  Future<Request> inline(Request request);
}
