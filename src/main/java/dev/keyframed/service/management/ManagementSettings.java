package dev.keyframed.service.management;

import java.time.Duration;

/**
 * Holds the settings of the server for metrics and health (src/docs/configuration.md).
 *
 * @param port 0 for any free port
 * @param countEvery time between two counts of the namespace
 */
public record ManagementSettings(String host, int port, Duration countEvery) {
  /** Creates settings with a count every 5 s, about as often as metrics are scraped. */
  public ManagementSettings(String host, int port) {
    this(host, port, Duration.ofSeconds(5));
  }
}
