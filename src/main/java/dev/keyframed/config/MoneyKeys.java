package dev.keyframed.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Declares the keys of {@code budget} and {@code prices}. */
final class MoneyKeys {
  private static final KeySection SECTION = new KeySection();

  static final ConfigKey<Optional<BigDecimal>> BUDGET_DAILY_USD =
      SECTION.reloadable(
          "budget.daily_usd",
          KeyType.optional(KeyType.usd()),
          "",
          "Daily budget in US dollars. Submissions stop when today's spend and the open"
              + " exposure reach it.");

  static final List<ConfigKey<BigDecimal>> PRICES =
      List.of(price("768P_6s", "0.28"), price("768P_10s", "0.56"), price("1080P_6s", "0.49"));

  private MoneyKeys() {}

  static List<ConfigKey<?>> all() {
    return SECTION.keys();
  }

  private static ConfigKey<BigDecimal> price(String video, String usd) {
    String description =
        "Price in US dollars of a video of " + video.replace('_', ' ') + ", for spend and budget.";
    return SECTION.key("prices." + video, KeyType.usd(), usd, description);
  }
}
