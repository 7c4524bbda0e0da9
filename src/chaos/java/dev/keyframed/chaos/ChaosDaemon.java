package dev.keyframed.chaos;

import static java.util.concurrent.TimeUnit.SECONDS;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import dev.keyframed.app.Daemon;
import dev.keyframed.app.RedisServer;
import dev.keyframed.config.Configuration;
import dev.keyframed.config.ConfigurationLoader;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a daemon with a stop point; arguments: node, stop point, then {@code key=value} ... */
final class ChaosDaemon {
  private ChaosDaemon() {}

  public static void main(String[] args) throws Exception {
    new Thread(ChaosDaemon::outliveNobody, "supervised").start();
    logLittle();
    String node = args[0];
    List<String> sets = Arrays.asList(args).subList(2, args.length);
    Configuration configuration = ConfigurationLoader.load(sets, System.getenv());
    Vertx vertx = Vertx.vertx();
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Daemon daemon =
        new Daemon(
            vertx,
            registry,
            configuration,
            RedisServer.at(configuration.redis().endpoint().orElseThrow()),
            node,
            StopPoints.of(args[1]));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(daemon, vertx)));
    try {
      daemon.start().await(60, SECONDS);
    } catch (Exception fault) {
      System.err.println("cannot start: " + fault);
      Runtime.getRuntime().halt(1);
    }
  }

  /** Ends this process when its supervisor, which holds the other end of the pipe, has ended. */
  private static void outliveNobody() {
    try {
      boolean supervised = true;
      while (supervised) {
        supervised = System.in.read() >= 0;
      }
    } catch (IOException broken) {
      System.err.println("the supervisor is gone: " + broken);
    }
    Runtime.getRuntime().halt(1);
  }

  /** Sets the log levels of the shipped daemon: warnings at most from libraries. */
  private static void logLittle() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
    context.getLogger("dev.keyframed").setLevel(Level.INFO);
  }

  private static void stop(Daemon daemon, Vertx vertx) {
    try {
      daemon.stop().await(60, SECONDS);
      vertx.close().await(10, SECONDS);
    } catch (Exception late) {
      System.err.println("did not stop cleanly: " + late);
    }
  }
}
