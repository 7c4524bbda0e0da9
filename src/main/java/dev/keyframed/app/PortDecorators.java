package dev.keyframed.app;

import dev.keyframed.port.JobQueue;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.Provider;
import java.util.function.UnaryOperator;

/**
 * Decorates store, queue and provider, so that tests can intercept calls of the parts to them.
 *
 * <p>The chaos harness stops a daemon before or after any of these calls.
 */
public record PortDecorators(
    UnaryOperator<JobStore> store,
    UnaryOperator<JobQueue> queue,
    UnaryOperator<Provider> provider) {
  /** Decorates nothing. */
  public static final PortDecorators NONE =
      new PortDecorators(
          UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());
}
