package dev.keyframed.cli;

import dev.keyframed.config.Configuration;
import dev.keyframed.config.ConfigurationException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints every mistake of a configuration at once, or the effective configuration. */
@Command(
    name = "check-config",
    mixinStandardHelpOptions = true,
    description =
        "Prints every mistake at once and exits 2; or prints the effective configuration, secrets masked,"
            + " and lists what this user cannot check.")
final class CheckConfigCommand implements Callable<Integer> {
  @Mixin ConfigOptions config;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws ConfigurationException {
    PrintWriter out = spec.commandLine().getOut();
    Configuration configuration = config.loadToCheck();
    out.print(configuration.describe());
    out.flush(); // autoflush needs a whole line
    PrintWriter err = spec.commandLine().getErr();
    configuration.settings().unseen().forEach(line -> err.println("not checked: " + line));
    return 0;
  }
}
