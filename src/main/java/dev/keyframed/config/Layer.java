package dev.keyframed.config;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.MapBackedConfigValueConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Holds the values of one source. If several sources have a value for a key, the highest rank wins.
 */
final class Layer extends MapBackedConfigValueConfigSource {

  /** Orders the sources, lowest first, by the numbers that SmallRye sorts by. */
  enum Rank {
    DEFAULT(100),
    STATE_DIRECTORY(150),
    FILE(200),
    BESIDE_FILE(260),
    SECRET_FILE(270),
    CREDENTIAL(280),
    ENVIRONMENT(300),
    SET(400);

    private final int ordinal;

    Rank(int ordinal) {
      this.ordinal = ordinal;
    }
  }

  private Layer(Rank rank, Map<String, ConfigValue> values) {
    super(rank.name(), values, rank.ordinal);
  }

  static Layer of(Rank rank, List<ConfigValue> values) {
    return new Layer(
        rank, values.stream().collect(Collectors.toMap(ConfigValue::getName, value -> value)));
  }

  static ConfigValue value(String key, String text, Origin origin) {
    return ConfigValue.builder()
        .withName(key)
        .withValue(text)
        .withConfigSourceName(origin.source())
        .withLineNumber(origin.line().orElse(-1))
        .build();
  }

  /**
   * Combines exactly these layers, without system properties, profiles or expressions in values.
   */
  static SmallRyeConfig combined(List<Layer> layers) {
    return new SmallRyeConfigBuilder().withSources(List.copyOf(layers)).build();
  }
}
