package dev.keyframed.cli;

import dev.keyframed.app.CommandException;
import dev.keyframed.app.Logging;
import dev.keyframed.config.ConfigurationException;
import dev.keyframed.job.JobId;
import java.io.PrintWriter;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs the commands of {@code keyframed}. */
@Command(
    name = "keyframed",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Turns jobs on a Redis queue into videos: never paid twice, never lost, never fooled.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ServeCommand.class,
      DemoCommand.class,
      SandboxCommand.class,
      CheckConfigCommand.class,
      SubmitCommand.class,
      StatusCommand.class,
      ListCommand.class,
      WatchCommand.class,
      StatsCommand.class,
      CancelCommand.class,
      RetryCommand.class,
      ResolveCommand.class,
      PauseCommand.class,
      ResumeCommand.class,
      AutoComplete.GenerateCompletion.class,
      CommandLine.HelpCommand.class
    })
public final class Main {
  /** Limits a JSON string, in characters: a frame has up to 20 MB, a third more as base64. */
  private static final String LONGEST_TEXT = "64000000";

  private Main() {}

  /** Runs the command that the arguments name, and exits with its code. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /**
   * Runs the command that the arguments name.
   *
   * @return 0: done; 1: failed; 2: wrong usage or configuration; 3: outcome not known
   */
  static int run(String... args) {
    // Standard output carries the command's answer, until the command sets another log.
    Logging.errorsAside();
    // Vert.x's JSON codec reads it when it is first used.
    System.setProperty("vertx.jackson.defaultReadMaxStringLength", LONGEST_TEXT);
    return commandLine().execute(args);
  }

  static CommandLine commandLine() {
    CommandLine all =
        new CommandLine(new Main())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .registerConverter(JobId.class, Main::jobId)
            .setExecutionExceptionHandler(Main::failed);
    all.setParameterExceptionHandler(
        (wrong, arguments) -> {
          if (isRead(List.of(arguments), all)) {
            print(wrong);
          }
          return CommandLine.ExitCode.USAGE;
        });
    CommandLine.IExecutionStrategy run = all.getExecutionStrategy();
    all.setExecutionStrategy(
        parsed ->
            isRead(parsed.expandedArgs(), all) ? run.execute(parsed) : CommandLine.ExitCode.USAGE);
    Version version = new Version();
    all.getSubcommands()
        .values()
        .forEach(command -> command.getCommandSpec().versionProvider(version));
    return all;
  }

  /** Returns whether all arguments could be decoded; prints the first one that could not. */
  private static boolean isRead(List<String> arguments, CommandLine command) {
    String fault = Arguments.fault(arguments, System.getProperty("sun.jnu.encoding"));
    if (fault != null) {
      command.getErr().println("keyframed: " + fault);
    }
    return fault == null;
  }

  /**
   * Prints the mistake and where to find help; the help itself would scroll the mistake off the
   * screen.
   */
  private static void print(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    String words = String.valueOf(wrong.getMessage());
    err.println("keyframed: " + TextFormat.line(words));
    if (TextFormat.line(words).equals(words)) {
      UnmatchedArgumentException.printSuggestions(wrong, err);
    }
    err.printf("See %s --help%n", command.getCommandSpec().qualifiedName());
  }

  private static JobId jobId(String text) {
    if (!JobId.isValid(text)) {
      throw new TypeConversionException("a job id is 1 to 64 of A-Z a-z 0-9 _ -");
    }
    return new JobId(text);
  }

  private static int failed(Exception fault, CommandLine command, CommandLine.ParseResult parsed) {
    if (fault instanceof ConfigurationException) {
      command.getErr().println(Logging.grave(TextFormat.text(fault.getMessage())));
      return CommandLine.ExitCode.USAGE;
    }
    if (fault instanceof CommandException failed) {
      command.getErr().println("keyframed: " + TextFormat.text(failed.getMessage()));
      return failed.exitCode();
    }
    TextFormat.trace(fault, command.getErr());
    return CommandLine.ExitCode.SOFTWARE;
  }
}
