package dev.keyframed.service.intake;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Holds the settings of admission (src/docs/configuration.md).
 *
 * @param framesDir directory of {@code file:} frames; empty if they are refused
 * @param allowPrivateAddresses whether a frame's URL may name a loopback or private address
 * @param maxAttempts default for the paid attempts of a job
 * @param prices micro-dollars of one generation, as {@link PriceTable} reads them
 */
public record IntakeSettings(
    Optional<Path> framesDir,
    boolean allowPrivateAddresses,
    int maxAttempts,
    Map<String, Long> prices) {
  /** Copies the map. */
  public IntakeSettings {
    prices = Map.copyOf(prices);
  }
}
