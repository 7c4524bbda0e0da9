package dev.keyframed.management;

import java.time.Duration;

/**
 * Where metrics and health are served (contract: configuration).
 *
 * @param port 0 for any free one
 * @param countEvery how often the namespace is counted
 */
public record ManagementSettings(String host, int port, Duration countEvery) {
  /** Counted every 5 s, so about as often as anybody scrapes. */
  public ManagementSettings(String host, int port) {
    this(host, port, Duration.ofSeconds(5));
  }
}
