package dev.keyframed.intake;

import java.util.Map;

/**
 * What a generation costs.
 *
 * @param microDollars by resolution and seconds, such as {@code 768P_6s}
 */
public record PriceTable(Map<String, Long> microDollars) {
  /** The provider's list prices (provider-api: prices). */
  public static final PriceTable LIST =
      new PriceTable(Map.of("768P_6s", 280_000L, "768P_10s", 560_000L, "1080P_6s", 490_000L));

  /** Copies the map. */
  public PriceTable {
    microDollars = Map.copyOf(microDollars);
  }

  /** Micro-dollars of one video; by the provider's list where this table does not say. */
  long of(String resolution, int seconds) {
    String key = resolution + "_" + seconds + "s";
    return microDollars.getOrDefault(key, LIST.microDollars.getOrDefault(key, 0L));
  }
}
