package dev.keyframed;

import dev.keyframed.callback.ListenerHealth;
import dev.keyframed.config.Configuration;
import dev.keyframed.metrics.ProcessMeters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a daemon is to be found, said once in its log. No secrets. */
final class Whereabouts {
  private static final Logger log = LoggerFactory.getLogger(Daemon.class);

  private Whereabouts() {}

  /**
   * Says it.
   *
   * @param management the port that metrics and health are served on
   * @param redis where that is
   * @param queue the key of its queue
   */
  static void tell(
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
        .log("is up");
  }

  private static String callback(Configuration.Callback callback, int port) {
    if (!callback.enabled()) {
      return "none";
    }
    String host = callback.host();
    String here = host.startsWith("unix:") ? host : at(host, port);
    return here + callback.publicUrl().map(url -> " for " + url).orElse("");
  }

  private static String at(String host, int port) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
