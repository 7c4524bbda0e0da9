package dev.keyframed.port;

import java.time.Duration;

/**
 * Receives the outcome and duration of an adapter's calls. Called on any thread; must not block or
 * throw.
 */
public interface Timing {
  /** Ignores every call. */
  Timing NONE = (operation, outcome, took) -> {};

  /**
   * Records a call that has ended.
   *
   * @param operation one of a few fixed words, such as {@code create}
   * @param outcome one of a few fixed words, such as {@code ok}
   */
  void took(String operation, String outcome, Duration took);
}
