package dev.keyframed.cli;

import picocli.CommandLine;

/** A command cannot do what was asked, for a reason that its message tells the user. */
final class Failed extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The exit code of a command that cannot know how a job has ended. */
  static final int NOT_KNOWN = 3;

  private final int exitCode;

  Failed(String message) {
    this(message, CommandLine.ExitCode.SOFTWARE);
  }

  private Failed(String message, int exitCode) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  /** Failed for a reason that only another configuration, or another Redis, can better. */
  static Failed byConfiguration(String message) {
    return new Failed(message, CommandLine.ExitCode.USAGE);
  }

  /** It cannot be told how something has ended that goes on by itself. */
  static Failed notKnown(String message) {
    return new Failed("not known: " + message, NOT_KNOWN);
  }

  int exitCode() {
    return exitCode;
  }
}
