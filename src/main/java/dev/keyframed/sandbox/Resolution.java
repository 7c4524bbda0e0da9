package dev.keyframed.sandbox;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/**
 * Lists the resolutions of first-and-last-frame generation, with prices (src/docs/provider-api.md).
 */
enum Resolution {
  P768("768P", 1366, 768),
  P1080("1080P", 1920, 1080);

  final String label;
  final int width;
  final int height;

  Resolution(String label, int width, int height) {
    this.label = label;
    this.width = width;
    this.height = height;
  }

  static Optional<Resolution> of(String label) {
    return Arrays.stream(values()).filter(one -> one.label.equals(label)).findFirst();
  }

  /** Returns the price in USD; empty if this resolution is not available in that length. */
  Optional<BigDecimal> price(int seconds) {
    return switch (this) {
      case P768 -> seconds == 6 ? usd("0.28") : seconds == 10 ? usd("0.56") : Optional.empty();
      case P1080 -> seconds == 6 ? usd("0.49") : Optional.empty();
    };
  }

  private static Optional<BigDecimal> usd(String amount) {
    return Optional.of(new BigDecimal(amount));
  }
}
