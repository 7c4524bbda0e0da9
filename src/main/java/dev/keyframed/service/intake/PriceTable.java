package dev.keyframed.service.intake;

import java.util.Map;

/**
 * Holds the prices of generations.
 *
 * @param microDollars by resolution and seconds, such as {@code 768P_6s}
 */
public record PriceTable(Map<String, Long> microDollars) {
  /** List prices of the provider (src/docs/provider-api.md). */
  public static final PriceTable LIST =
      new PriceTable(Map.of("768P_6s", 280_000L, "768P_10s", 560_000L, "1080P_6s", 490_000L));

  /** Copies the map. */
  public PriceTable {
    microDollars = Map.copyOf(microDollars);
  }

  /**
   * Returns the price of one video in micro-dollars, by the provider's list if this table has none.
   */
  long of(String resolution, int seconds) {
    String key = resolution + "_" + seconds + "s";
    return microDollars.getOrDefault(key, LIST.microDollars.getOrDefault(key, 0L));
  }
}
