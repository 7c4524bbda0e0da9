package dev.keyframed.cli;

import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signals of the operating system, which only {@code sun.misc.Signal} can hear, in the module for
 * uses of that kind, {@code jdk.unsupported}. By reflection: javac warns of that class whatever it
 * is told, and here a warning is an error.
 */
final class Signals {
  private static final Logger log = LoggerFactory.getLogger(Signals.class);

  private Signals() {}

  /**
   * From now on runs the action, on a thread of its own, at each signal of that name, such as
   * {@code HUP}.
   */
  static void on(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object listening =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                action.run();
                return null;
              });
      Object heard = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, handler).invoke(null, heard, listening);
    } catch (ReflectiveOperationException | IllegalArgumentException fault) {
      log.warn("SIG{} is not listened for: {}", name, fault.toString());
    }
  }
}
