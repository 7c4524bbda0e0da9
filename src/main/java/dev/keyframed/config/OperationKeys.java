package dev.keyframed.config;

import java.util.List;

/** Declares the keys of {@code management} and {@code log}. */
final class OperationKeys {
  private static final KeySection SECTION = new KeySection();

  static final ConfigKey<String> MANAGEMENT_HOST =
      SECTION.key(
          "management.host",
          KeyType.host(),
          "127.0.0.1",
          "The address to serve metrics and health on. Access is not protected.");

  static final ConfigKey<Integer> MANAGEMENT_PORT =
      SECTION.key(
          "management.port",
          KeyType.port(),
          "9464",
          "The port of metrics and health; 0 takes any free one.");

  static final ConfigKey<Boolean> MANAGEMENT_EXEMPLARS =
      SECTION.key(
          "management.exemplars",
          KeyType.bool(),
          "false",
          "Whether OpenMetrics shows the provider's trace ids as exemplars.");

  static final ConfigKey<Configuration.LogFormat> LOG_FORMAT =
      SECTION.key(
          "log.format",
          KeyType.oneOf(Configuration.LogFormat.class),
          "text",
          "text for people, json for collectors.");

  static final ConfigKey<Configuration.LogLevel> LOG_LEVEL =
      SECTION.reloadable(
          "log.level",
          KeyType.oneOf(Configuration.LogLevel.class),
          "info",
          "The least severe level to log: error, warn, info, debug or trace.");

  private OperationKeys() {}

  static List<ConfigKey<?>> all() {
    return SECTION.keys();
  }
}
