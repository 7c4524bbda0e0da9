package dev.keyframed.app;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.keyframed.adapter.systemd.Notifier;
import dev.keyframed.adapter.systemd.StatusVerticle;
import dev.keyframed.adapter.systemd.Watchdog;
import dev.keyframed.config.Configuration;
import dev.keyframed.config.ConfigurationChanges;
import dev.keyframed.config.ConfigurationException;
import dev.keyframed.support.net.EventLoops;
import dev.keyframed.support.net.RedisEndpoint;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the daemon under the service manager: reports each step to it, and reloads and stops on
 * request.
 *
 * <p>Its methods block until they are done. Except for {@link #bringUp()}, only one runs at a time.
 */
public final class SystemdService {
  private static final Logger log = LoggerFactory.getLogger(SystemdService.class);

  /**
   * Limits the start and the stop of the status updates. Longer than the 5 s of {@link
   * StatusVerticle} for the reply of the store, for which its stop waits.
   */
  private static final int DEPLOY_TIMEOUT_SECONDS = 10;

  private final ConfigurationSource source;
  private final ReloadResult result;
  private final Notifier manager;
  private final DaemonRuntime daemon;
  private Configuration configuration;
  private String status;

  private SystemdService(
      ConfigurationSource source,
      ReloadResult result,
      Notifier manager,
      DaemonRuntime daemon,
      Configuration configuration) {
    this.source = source;
    this.result = result;
    this.manager = manager;
    this.daemon = daemon;
    this.configuration = configuration;
  }

  /**
   * Loads the configuration, and starts what the daemon needs; {@link #bringUp()} is to follow.
   *
   * @param result the file for the outcome of the last reload, for programs that wait for it
   */
  public static SystemdService prepare(ConfigurationSource source, Optional<Path> result)
      throws ConfigurationException {
    Configuration configuration = source.load();
    Logging.set(configuration.log());
    log.info(
        "starting with configuration {}, Redis {}",
        source.file(),
        configuration.redis().endpoint().map(RedisEndpoint::shown).orElse("embedded"));
    Notifier manager = Notifier.open(System.getenv());
    DaemonRuntime daemon = DaemonRuntime.prepare(configuration, manager::starting);
    return new SystemdService(source, new ReloadResult(result), manager, daemon, configuration);
  }

  /**
   * Starts the daemon; {@link #announce()} is to follow.
   *
   * <p>While Redis is unavailable it waits, and reports that. It is not synchronized, so that the
   * daemon can be stopped meanwhile.
   */
  public void bringUp() {
    try {
      daemon.awaitStart(manager::waiting);
    } catch (CommandException fault) {
      manager.status(fault.getMessage());
      throw fault;
    }
  }

  /**
   * Reports that the daemon is ready, and starts watchdog and status line; from then on signals may
   * come.
   */
  public synchronized void announce() {
    manager.ready();
    if (manager.isConnected()) {
      Vertx vertx = daemon.vertx();
      Optional<Duration> every = Watchdog.interval(System.getenv(), ProcessHandle.current().pid());
      try {
        if (every.isPresent()) {
          Watchdog.feed(vertx, EventLoops.all(vertx), every.get(), manager)
              .await(DEPLOY_TIMEOUT_SECONDS, SECONDS);
        }
        status =
            vertx
                .deployVerticle(new StatusVerticle(manager))
                .await(DEPLOY_TIMEOUT_SECONDS, SECONDS);
      } catch (TimeoutException late) {
        log.error("cannot start watchdog and status updates: the event loops do not answer");
      }
    }
  }

  /**
   * Loads the configuration again, and applies the keys that take effect at once.
   *
   * <p>With any mistake in it, all stays as it was.
   */
  public synchronized void reload() {
    manager.reloading();
    boolean taken = false;
    try {
      take(source.load());
      taken = true;
    } catch (ConfigurationException mistakes) {
      log.error("reload refused, the configuration is unchanged: {}", mistakes.getMessage());
    } finally {
      manager.ready();
      result.write(taken);
    }
  }

  private void take(Configuration read) {
    ConfigurationChanges changes = ConfigurationChanges.between(configuration, read);
    configuration = configuration.taking(changes.atOnce(), read);
    daemon.daemon().reload(configuration);
    Logging.level(configuration.log().level());
    log.info("reloaded: {} changed", changes.atOnce().isEmpty() ? "nothing" : changes.atOnce());
    if (!changes.afterRestart().isEmpty()) {
      log.warn("restart the daemon to apply {}", changes.afterRestart());
    }
  }

  /** Stops the daemon cleanly. */
  public synchronized void stop() {
    manager.stopping(
        daemon.longestStop().plusSeconds(DEPLOY_TIMEOUT_SECONDS)); // and for the status line to end
    stopStatus();
    daemon.stop();
    manager.close();
  }

  /** Stops the status updates, so that the last status is the stop. The watchdog is still fed. */
  private void stopStatus() {
    if (status == null) {
      return;
    }
    try {
      daemon.vertx().undeploy(status).await(DEPLOY_TIMEOUT_SECONDS, SECONDS);
    } catch (TimeoutException late) {
      log.warn("timed out stopping the status updates");
    }
  }
}
