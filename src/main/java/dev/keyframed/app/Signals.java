package dev.keyframed.app;

import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs actions at signals of the operating system.
 *
 * <p>Only {@code sun.misc.Signal} can handle them, in the module for such uses, {@code
 * jdk.unsupported}. It is called by reflection: javac always warns of that class, and here a
 * warning is an error.
 */
public final class Signals {
  private static final Logger log = LoggerFactory.getLogger(Signals.class);

  private Signals() {}

  /**
   * Runs the action, on a thread of its own, at each signal of the given name, such as {@code HUP}.
   */
  public static void on(String name, Runnable action) {
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
      Object wrapped = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, handler).invoke(null, wrapped, listening);
    } catch (ReflectiveOperationException | IllegalArgumentException fault) {
      log.warn("cannot install a handler for SIG{}: {}", name, fault.toString());
    }
  }
}
