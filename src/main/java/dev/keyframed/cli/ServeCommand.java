package dev.keyframed.cli;

import dev.keyframed.config.Configuration;
import dev.keyframed.config.ConfigurationException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The daemon. Runs until SIGTERM or SIGINT, then stops cleanly. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Runs the daemon until SIGTERM.")
final class ServeCommand implements Callable<Integer> {
  @Mixin ConfigOptions config;

  @Override
  public Integer call() throws ConfigurationException, InterruptedException {
    Configuration configuration = config.load();
    Logging.set(configuration.log());
    RunningDaemon daemon = RunningDaemon.start(configuration);
    CountDownLatch never = new CountDownLatch(1);
    // The JVM halts when its hooks return, so the hook waits for the stop.
    Runtime.getRuntime().addShutdownHook(new Thread(daemon::stop, "stop"));
    never.await();
    return 0;
  }
}
