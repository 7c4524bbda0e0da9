package dev.keyframed.config;

import java.util.List;

/** The keys of {@code management} and {@code log}. */
final class OperationKeys {
  private static final KeySection SECTION = new KeySection();

  static final Key<String> MANAGEMENT_HOST =
      SECTION.key(
          "management.host",
          Kind.host(),
          "127.0.0.1",
          "The address that serves metrics and health. They are not protected.");

  static final Key<Integer> MANAGEMENT_PORT =
      SECTION.key("management.port", Kind.port(), "9464", "Its port; 0 takes any free one.");

  static final Key<Boolean> MANAGEMENT_EXEMPLARS =
      SECTION.key(
          "management.exemplars", Kind.bool(), "false", "OpenMetrics shows provider trace ids.");

  static final Key<Configuration.LogFormat> LOG_FORMAT =
      SECTION.key(
          "log.format",
          Kind.oneOf(Configuration.LogFormat.class),
          "text",
          "text for people, json for collectors.");

  static final Key<Configuration.LogLevel> LOG_LEVEL =
      SECTION.reloadable(
          "log.level",
          Kind.oneOf(Configuration.LogLevel.class),
          "info",
          "error, warn, info, debug or trace.");

  private OperationKeys() {}

  static List<Key<?>> all() {
    return SECTION.keys();
  }
}
