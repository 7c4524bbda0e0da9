package dev.keyframed.cli;

/** Runs an action if the JVM is told to end before this is closed, for example by Ctrl-C. */
final class ExitNotice {
  private final Thread hook;

  private ExitNotice(Thread hook) {
    this.hook = hook;
  }

  /** Registers the action, which must be quick. */
  static ExitNotice of(Runnable action) {
    Thread hook = new Thread(action, "exit-notice");
    Runtime.getRuntime().addShutdownHook(hook);
    return new ExitNotice(hook);
  }

  /** Takes the action back; does nothing once the JVM ends. */
  void close() {
    try {
      boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      return; // the JVM ends already, and the action runs
    }
  }
}
