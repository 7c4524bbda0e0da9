package dev.keyframed.intake;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator sets about admission (contract: configuration).
 *
 * @param framesDir where {@code file:} frames may lie; empty: they are refused
 * @param allowPrivateAddresses whether a frame's URL may name a loopback or private address
 * @param maxAttempts paid attempts of a job that does not say
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
