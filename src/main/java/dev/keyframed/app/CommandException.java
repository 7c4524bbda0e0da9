package dev.keyframed.app;

import picocli.CommandLine;

/** Ends a command that cannot do what was asked; its message says why. */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Holds the exit code of a command that cannot determine how a job has ended. */
  static final int NOT_KNOWN = 3;

  private final int exitCode;

  public CommandException(String message) {
    this(message, CommandLine.ExitCode.SOFTWARE);
  }

  private CommandException(String message, int exitCode) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  /** Returns a failure that only another configuration, or another Redis, can resolve. */
  public static CommandException byConfiguration(String message) {
    return new CommandException(message, CommandLine.ExitCode.USAGE);
  }

  /** Returns a failure to determine how something that continues by itself has ended. */
  public static CommandException notKnown(String message) {
    return new CommandException("not known: " + message, NOT_KNOWN);
  }

  public int exitCode() {
    return exitCode;
  }
}
