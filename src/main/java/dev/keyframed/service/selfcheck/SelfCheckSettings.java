package dev.keyframed.service.selfcheck;

import java.net.URI;
import java.time.Duration;

/**
 * Holds the settings of the self-check.
 *
 * @param publicUrl {@code callback.public_url}, without a slash at its end
 * @param every time from one call to the next
 * @param confirmAfter time after which a failed call is repeated before the failure is reported
 * @param stepTimeout limits each step: name, connection, handshake, answer
 */
public record SelfCheckSettings(
    URI publicUrl, Duration every, Duration confirmAfter, Duration stepTimeout) {

  /**
   * Creates settings that repeat a failed call after 10 s, with a time-out of 5 s for each step. A
   * short failure, or a balancer that has not yet added this daemon, is then not reported.
   */
  public SelfCheckSettings(URI publicUrl, Duration every) {
    this(publicUrl, every, Duration.ofSeconds(10), Duration.ofSeconds(5));
  }
}
