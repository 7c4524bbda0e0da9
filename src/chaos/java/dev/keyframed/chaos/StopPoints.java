package dev.keyframed.chaos;

import dev.keyframed.app.PortDecorators;
import dev.keyframed.port.JobQueue;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.Provider;
import io.vertx.core.Future;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.stream.Stream;

/**
 * Ends the process, as {@code kill -9} would, before or after the n-th call of a port's method.
 *
 * <p>"After" is when the call was answered, but no part has received the answer.
 */
final class StopPoints {
  /** Holds the exit code of a process that has reached its stop point. */
  static final int EXIT = 137;

  /** Names the call that stores a vote; "after" it is the moment before the echo. */
  private static final String VOTE = "vote";

  /** Lists all calls of the ports but three; a vote is apart from other changes of a job. */
  private static final List<String> CALLS =
      Stream.of(
              List.of("store." + VOTE),
              calls("store", JobStore.class),
              calls("queue", JobQueue.class),
              calls("provider", Provider.class))
          .flatMap(List::stream)
          .filter(call -> !List.of("store.census", "store.adopt", "queue.putBack").contains(call))
          .toList();

  private final String call;
  private final boolean after;
  private int left;

  private StopPoints(String call, boolean after, int count) {
    this.call = call;
    this.after = after;
    this.left = count;
  }

  private static List<String> calls(String port, Class<?> type) {
    return Stream.of(type.getMethods())
        .map(method -> port + "." + method.getName())
        .sorted()
        .toList();
  }

  /** Returns every stop point once, such as {@code store.swap:before}. */
  static List<String> all() {
    return CALLS.stream().flatMap(call -> Stream.of(call + ":before", call + ":after")).toList();
  }

  /**
   * Returns decorators that end the process at a stop point.
   *
   * @param spec {@code store.swap:after:3}, or empty for none
   */
  static PortDecorators of(String spec) {
    if (spec.isEmpty()) {
      return PortDecorators.NONE;
    }
    String[] parts = spec.split(":", -1);
    StopPoints points =
        new StopPoints(parts[0], parts[1].equals("after"), Integer.parseInt(parts[2]));
    return new PortDecorators(
        store -> points.around("store", JobStore.class, store),
        queue -> points.around("queue", JobQueue.class, queue),
        provider -> points.around("provider", Provider.class, provider));
  }

  private <T> T around(String port, Class<T> type, T real) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> call(port, method, real, arguments));
    return type.cast(proxy);
  }

  private Object call(String port, Method method, Object real, Object[] arguments)
      throws Throwable {
    boolean here = isHere(port + "." + (isVote(method, arguments) ? VOTE : method.getName()));
    if (here && !after) {
      stop();
    }
    try {
      Object answer = method.invoke(real, arguments);
      return here && answer instanceof Future<?> future
          ? future.onComplete(done -> stop())
          : answer;
    } catch (InvocationTargetException fault) {
      throw fault.getCause();
    }
  }

  private static boolean isVote(Method method, Object[] arguments) {
    return method.getName().equals("swap") && Boolean.TRUE.equals(arguments[2]);
  }

  private synchronized boolean isHere(String name) {
    return name.equals(call) && --left == 0;
  }

  private static void stop() {
    Runtime.getRuntime().halt(EXIT);
  }
}
