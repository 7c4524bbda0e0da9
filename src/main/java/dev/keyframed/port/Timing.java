package dev.keyframed.port;

import java.time.Duration;

/** Where an adapter reports how its calls went. Called on any thread; must not block or throw. */
public interface Timing {
  /** Nobody listens. */
  Timing NONE = (operation, outcome, took) -> {};

  /**
   * A call has ended.
   *
   * @param operation one of a few fixed words, such as {@code create}
   * @param outcome one of a few fixed words, such as {@code ok}
   */
  void took(String operation, String outcome, Duration took);
}
