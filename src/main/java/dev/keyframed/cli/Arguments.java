package dev.keyframed.cli;

import java.util.List;

/** Detects arguments that the JVM could not decode in the process's locale. */
final class Arguments {
  /** Replaces, in Java, bytes that are no characters in the process's locale. */
  private static final char LOST = '\ufffd';

  private Arguments() {}

  /**
   * Returns what to do about the first argument that cannot be decoded; null if all can be.
   *
   * <p>The argument itself is not shown, since its remains are of no use.
   *
   * @param encoding the encoding of the process's arguments and file names
   */
  static String fault(List<String> arguments, String encoding) {
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i).indexOf(LOST) >= 0) {
        return name(arguments, i) + " cannot be read: " + why(encoding);
      }
    }
    return null;
  }

  private static String why(String encoding) {
    return "UTF-8".equalsIgnoreCase(encoding)
        ? "it is not UTF-8, as this shell's locale says; nothing was done"
        : "it has characters that this shell's locale ("
            + encoding
            + ") does not have; nothing was done. Set LC_ALL=C.UTF-8 and try again";
  }

  /** Returns the name of the option, or the position of the argument. */
  private static String name(List<String> arguments, int place) {
    String argument = arguments.get(place);
    String before = place == 0 ? "" : arguments.get(place - 1);
    int end = argument.indexOf('=');
    if (argument.startsWith("--") && end > 0 && argument.indexOf(LOST) > end) {
      return argument.substring(0, end);
    }
    return before.startsWith("--") && before.indexOf('=') < 0 ? before : "argument " + (place + 1);
  }
}
