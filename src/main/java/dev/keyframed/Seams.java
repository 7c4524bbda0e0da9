package dev.keyframed;

import dev.keyframed.port.JobQueue;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.Provider;
import java.util.function.UnaryOperator;

/**
 * Where somebody may stand between the parts and the world: the harness stops a daemon before or
 * after any of its calls.
 */
public record Seams(
    UnaryOperator<JobStore> store,
    UnaryOperator<JobQueue> queue,
    UnaryOperator<Provider> provider) {
  /** Nobody does. */
  public static final Seams NONE =
      new Seams(UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());
}
