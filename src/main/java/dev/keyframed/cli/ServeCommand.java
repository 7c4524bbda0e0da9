package dev.keyframed.cli;

import dev.keyframed.app.Signals;
import dev.keyframed.app.SystemdService;
import dev.keyframed.config.ConfigurationException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the daemon until SIGTERM or SIGINT, then stops it cleanly; SIGHUP reloads it. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Runs the daemon until SIGTERM.")
final class ServeCommand implements Callable<Integer> {
  @Mixin ConfigOptions config;

  @Option(
      names = "--reload-result",
      paramLabel = "FILE",
      description =
          "Receives the outcome of each reload, which systemctl reload waits for: reloaded or refused.")
  Path reloadResult;

  @Override
  public Integer call() throws ConfigurationException, InterruptedException {
    SystemdService service = SystemdService.prepare(config, Optional.ofNullable(reloadResult));
    try {
      // The JVM halts when its hooks return, so the hook waits for the stop.
      Runtime.getRuntime().addShutdownHook(new Thread(service::stop, "stop"));
    } catch (IllegalStateException stopping) { // the JVM was told to end meanwhile
      service.stop();
      return 0;
    }
    service.bringUp();
    // Signals must be handled before the service manager is told that it may send them.
    Signals.on("HUP", service::reload);
    CountDownLatch never = new CountDownLatch(1);
    service.announce();
    never.await();
    return 0;
  }
}
