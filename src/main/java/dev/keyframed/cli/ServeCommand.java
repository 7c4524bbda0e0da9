package dev.keyframed.cli;

import dev.keyframed.config.ConfigurationException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The daemon. Runs until SIGTERM or SIGINT, then stops cleanly; SIGHUP reloads it. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Runs the daemon until SIGTERM.")
final class ServeCommand implements Callable<Integer> {
  @Mixin ConfigOptions config;

  @Override
  public Integer call() throws ConfigurationException, InterruptedException {
    Service service = Service.prepare(config);
    // The JVM halts when its hooks return, so the hook waits for the stop.
    Runtime.getRuntime().addShutdownHook(new Thread(service::stop, "stop"));
    service.bringUp();
    // Before the service manager knows that it may send them.
    Signals.on("HUP", service::reload);
    CountDownLatch never = new CountDownLatch(1);
    service.announce();
    never.await();
    return 0;
  }
}
