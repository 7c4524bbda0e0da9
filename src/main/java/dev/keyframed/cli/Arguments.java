package dev.keyframed.cli;

import java.util.List;

/** Tells arguments that were lost on their way from the shell. */
final class Arguments {
  /** What Java puts in the place of bytes that are no characters in the process's locale. */
  private static final char LOST = '\ufffd';

  private Arguments() {}

  /**
   * What to do about an argument that cannot be read; null where all can. The argument is not
   * shown: what is left of it helps nobody.
   *
   * @param encoding of the process's arguments and file names
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

  /** Its option's name, or its place. */
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
