package dev.keyframed.cli;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.keyframed.config.Changes;
import dev.keyframed.config.Configuration;
import dev.keyframed.config.ConfigurationException;
import dev.keyframed.net.EventLoops;
import dev.keyframed.net.RedisEndpoint;
import dev.keyframed.systemd.Notifier;
import dev.keyframed.systemd.StatusVerticle;
import dev.keyframed.systemd.Watchdog;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon as the service manager sees it: told of each step of its life, and reloaded or stopped
 * by it. Its methods wait until they are done, and do so one after the other.
 */
final class Service {
  private static final Logger log = LoggerFactory.getLogger(Service.class);
  private static final int PATIENCE = 10;

  private final ConfigOptions options;
  private final ReloadResult result;
  private final Notifier manager;
  private final RunningDaemon daemon;
  private Configuration configuration;
  private String status;

  private Service(
      ConfigOptions options,
      ReloadResult result,
      Notifier manager,
      RunningDaemon daemon,
      Configuration configuration) {
    this.options = options;
    this.result = result;
    this.manager = manager;
    this.daemon = daemon;
    this.configuration = configuration;
  }

  /**
   * Starts what the daemon stands on; {@link #bringUp()} is to follow.
   *
   * @param result the file that holds how the last reload went, for those who wait for it
   */
  static Service prepare(ConfigOptions options, Optional<Path> result)
      throws ConfigurationException {
    Configuration configuration = options.load();
    Logging.set(configuration.log());
    log.info(
        "starts with configuration {}, Redis {}",
        options.file,
        configuration.redis().endpoint().map(RedisEndpoint::shown).orElse("embedded"));
    Notifier manager = Notifier.open(System.getenv());
    RunningDaemon daemon = RunningDaemon.prepare(configuration, manager::starting);
    return new Service(options, new ReloadResult(result), manager, daemon, configuration);
  }

  /**
   * Starts the daemon; {@link #announce()} is to follow. May be stopped meanwhile, so it is not one
   * after the other with the rest: where Redis is away it waits, and tells what for.
   */
  void bringUp() {
    try {
      daemon.awaitUp(manager::waiting);
    } catch (Failed fault) {
      manager.status(fault.getMessage());
      throw fault;
    }
  }

  /** Says that it is up; from then on signals may come. */
  synchronized void announce() {
    manager.ready();
    if (manager.isHeard()) {
      Vertx vertx = daemon.vertx();
      Optional<Duration> every = Watchdog.interval(System.getenv(), ProcessHandle.current().pid());
      try {
        if (every.isPresent()) {
          Watchdog.feed(vertx, EventLoops.all(vertx), every.get(), manager)
              .await(PATIENCE, SECONDS);
        }
        status = vertx.deployVerticle(new StatusVerticle(manager)).await(PATIENCE, SECONDS);
      } catch (TimeoutException late) {
        log.error("the service manager's watchdog cannot be fed: the event loops do not answer");
      }
    }
  }

  /**
   * Reads the configuration again and takes over what may change at once. With any mistake in it
   * all stays as it was.
   */
  synchronized void reload() {
    manager.reloading();
    boolean taken = false;
    try {
      take(options.load());
      taken = true;
    } catch (ConfigurationException mistakes) {
      log.error("not reloaded, the configuration stays as it was: {}", mistakes.getMessage());
    } finally {
      manager.ready();
      result.tell(taken);
    }
  }

  private void take(Configuration read) {
    Changes changes = Changes.between(configuration, read);
    configuration = configuration.taking(changes.atOnce(), read);
    daemon.daemon().reload(configuration);
    Logging.level(configuration.log().level());
    log.info("reloaded: {} changed", changes.atOnce().isEmpty() ? "nothing" : changes.atOnce());
    if (!changes.afterRestart().isEmpty()) {
      log.warn("only a restart will change {}", changes.afterRestart());
    }
  }

  /** Stops it cleanly. */
  synchronized void stop() {
    manager.stopping(daemon.longestStop().plusSeconds(PATIENCE)); // with the status' last word
    silence();
    daemon.stop();
    manager.close();
  }

  /** No more news: the last word is that it stops. The watchdog is fed on. */
  private void silence() {
    if (status == null) {
      return;
    }
    try {
      daemon.vertx().undeploy(status).await(PATIENCE, SECONDS);
    } catch (TimeoutException late) {
      log.warn("the status is still being told");
    }
  }
}
