package dev.keyframed.app;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.keyframed.adapter.embedded.EmbeddedRedis;
import dev.keyframed.adapter.redis.RedisTooOldException;
import dev.keyframed.config.Configuration;
import dev.keyframed.support.metrics.Exemplars;
import dev.keyframed.support.metrics.RedisInfoGauge;
import dev.keyframed.support.net.FilteringTransport;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.transport.Transport;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a daemon with what it needs: embedded Redis, if configured, Vert.x and the registry of
 * metrics.
 */
public final class DaemonRuntime {
  private static final Logger log = LoggerFactory.getLogger(DaemonRuntime.class);

  /**
   * Limits a start that does not wait for Redis. Shorter than the 90 s that the service manager
   * allows.
   */
  private static final int START_TIMEOUT_SECONDS = 75;

  /** Bounds the close of Vert.x, after the daemon has stopped. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(15);

  /** Sets the seconds between two checks of a start that waits. */
  private static final int START_CHECK_SECONDS = 5;

  /**
   * Sets the event loops: one for each processor. With more, messages between parts wake more
   * threads.
   */
  private static final int LOOPS = Math.max(2, Runtime.getRuntime().availableProcessors());

  private final Optional<EmbeddedRedis> redis;
  private final Vertx vertx;
  private final Daemon daemon;
  private final Duration longestStop;
  private final AtomicBoolean closed = new AtomicBoolean();

  private DaemonRuntime(
      Optional<EmbeddedRedis> redis, Vertx vertx, Daemon daemon, Duration longestStop) {
    this.redis = redis;
    this.vertx = vertx;
    this.daemon = daemon;
    this.longestStop = longestStop;
  }

  /**
   * Starts the embedded Redis, and creates Vert.x and daemon; {@link #awaitStart} is to follow.
   *
   * @param loading runs repeatedly while the embedded Redis loads its data
   */
  public static DaemonRuntime prepare(Configuration configuration, Runnable loading) {
    Duration longestStop = new Settings(configuration).longestStop();
    EmbeddedRedisStarter.makeDataFolder(configuration);
    Optional<EmbeddedRedis> redis =
        EmbeddedRedisStarter.start(configuration, longestStop.plus(CLOSE_TIMEOUT), loading);
    try {
      return on(redis, configuration, longestStop);
    } catch (RuntimeException fault) {
      close(redis);
      throw fault;
    }
  }

  private static DaemonRuntime on(
      Optional<EmbeddedRedis> redis, Configuration configuration, Duration longestStop) {
    PrometheusMeterRegistry registry = Exemplars.registry(configuration.management().exemplars());
    redis
        .map(EmbeddedRedis::binary)
        .ifPresent(
            embedded ->
                RedisInfoGauge.register(registry, embedded.version(), embedded.source().label()));
    Transport transport = FilteringTransport.fastest(Daemon.LISTENERS);
    Vertx vertx =
        Vertx.builder()
            .with(
                new VertxOptions()
                    .setEventLoopPoolSize(LOOPS)
                    .setFileSystemOptions(
                        new FileSystemOptions()
                            .setFileCachingEnabled(false)
                            .setClassPathResolvingEnabled(false))
                    .setMetricsOptions(
                        new MicrometerMetricsOptions()
                            .setEnabled(true)
                            // keyframed's own meters cover bus messages and callbacks.
                            .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS)
                            .addDisabledMetricsCategory(MetricsDomain.HTTP_SERVER)))
            .withMetrics(new MicrometerMetricsFactory(registry))
            .withTransport(transport)
            .build();
    RedisServer server =
        redis
            .map(
                embedded ->
                    new RedisServer(
                        embedded.endpoint(FilteringTransport.hasSockets()),
                        "127.0.0.1:" + embedded.port(),
                        embedded::fault))
            .orElseGet(() -> RedisServer.at(configuration.redis().endpoint().orElseThrow()));
    Daemon daemon = new Daemon(vertx, registry, configuration, server, instanceId(configuration));
    return new DaemonRuntime(redis, vertx, daemon, longestStop);
  }

  /**
   * Starts the daemon and waits until it is ready.
   *
   * <p>Waits for an unavailable Redis without a limit, for all else {@link #START_TIMEOUT_SECONDS}.
   *
   * @param waiting called repeatedly with the reason, while Redis is unavailable
   * @throws CommandException if the daemon cannot start; all is closed then
   */
  public void awaitStart(Consumer<String> waiting) {
    Future<Void> started = daemon.start();
    try {
      int left = START_TIMEOUT_SECONDS;
      while (left > 0) {
        if (isDone(started)) {
          return;
        }
        Optional<String> redisAway = daemon.startBlockedBy();
        redisAway.ifPresent(waiting);
        left = redisAway.isPresent() ? START_TIMEOUT_SECONDS : left - START_CHECK_SECONDS;
      }
    } catch (Exception fault) { // await rethrows any failure of the future, also checked ones
      close();
      String words = "cannot start: " + fault.getMessage();
      // The service manager does not restart after this exit code.
      throw fault instanceof RedisTooOldException
          ? CommandException.byConfiguration(words)
          : new CommandException(words);
    }
    close();
    throw new CommandException("did not start within " + START_TIMEOUT_SECONDS + " s");
  }

  private static boolean isDone(Future<Void> started) {
    try {
      started.await(START_CHECK_SECONDS, SECONDS);
      return true;
    } catch (TimeoutException notYet) {
      return false;
    }
  }

  /**
   * Returns this node's name, the same after a restart, so that it finds the entries that it had
   * read.
   */
  private static String instanceId(Configuration configuration) {
    try {
      return InetAddress.getLocalHost().getHostName() + ":" + configuration.management().port();
    } catch (UnknownHostException nameless) {
      return "localhost:" + configuration.management().port();
    }
  }

  public Daemon daemon() {
    return daemon;
  }

  public Vertx vertx() {
    return vertx;
  }

  /** Returns how long {@link #stop()} may take. */
  public Duration longestStop() {
    Duration redisStop = redis.isPresent() ? EmbeddedRedis.STOP_TIMEOUT : Duration.ZERO;
    return longestStop.plus(CLOSE_TIMEOUT).plus(redisStop);
  }

  /**
   * Stops the daemon cleanly, after open creations are answered and stored; then closes all it
   * uses.
   *
   * <p>Does nothing if all is closed already, as after a failed start.
   */
  public void stop() {
    if (closed.get()) {
      return;
    }
    try {
      daemon.stop().await(longestStop.toSeconds(), SECONDS);
      log.info("stopped");
    } catch (TimeoutException late) {
      log.error(
          "gave up waiting for a clean stop after {} s; what was open is found again at the next start",
          longestStop.toSeconds());
    }
    close();
  }

  private void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      vertx.close().await(CLOSE_TIMEOUT.toSeconds(), SECONDS);
    } catch (TimeoutException late) {
      log.error("Vert.x did not close within {} s", CLOSE_TIMEOUT.toSeconds());
    }
    close(redis);
  }

  private static void close(Optional<EmbeddedRedis> redis) {
    try {
      if (redis.isPresent()) {
        redis.get().close();
      }
    } catch (IOException fault) {
      log.error("the embedded Redis did not stop: {}", fault.getMessage());
    }
  }
}
