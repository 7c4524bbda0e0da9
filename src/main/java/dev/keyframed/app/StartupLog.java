package dev.keyframed.app;

import dev.keyframed.config.Configuration;
import dev.keyframed.service.callback.ListenerHealth;
import dev.keyframed.support.metrics.ProcessMeters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs once, at start-up, the addresses of a daemon, without secrets. */
final class StartupLog {
  private static final Logger log = LoggerFactory.getLogger(Daemon.class);

  private StartupLog() {}

  /**
   * Logs version, addresses and queue key.
   *
   * @param management the port of metrics and health checks
   * @param redis the address of Redis
   * @param queue the key of the queue in Redis
   */
  static void log(
      Configuration configuration,
      ListenerHealth listener,
      int management,
      String redis,
      String queue) {
    log.atInfo()
        .addKeyValue("version", ProcessMeters.version())
        .addKeyValue("callback", callback(configuration.callback(), listener.port()))
        .addKeyValue("management", at(configuration.management().host(), management))
        .addKeyValue("redis", redis)
        .addKeyValue("queue", queue)
        .log("started");
  }

  private static String callback(Configuration.CallbackSection callback, int port) {
    if (!callback.enabled()) {
      return "none";
    }
    String host = callback.host();
    String address = host.startsWith("unix:") ? host : at(host, port);
    return address + callback.publicUrl().map(url -> " for " + url).orElse("");
  }

  private static String at(String host, int port) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
