package dev.keyframed.config;

import java.util.Locale;

/**
 * Describes one key of the configuration.
 *
 * @param name its full name, such as {@code provider.base_url}
 * @param kind the values that it accepts
 * @param preset its default as text; empty for none
 * @param effect when a changed value takes effect
 * @param description a sentence or two for the operator
 */
record ConfigKey<T>(
    String name, KeyType<T> kind, String preset, KeyEffect effect, String description) {

  /** Names when a value that a reload has changed takes effect. */
  enum KeyEffect {
    AT_ONCE,
    /**
     * Takes effect at once if the key was set before and still is. Otherwise it needs a restart.
     */
    AT_ONCE_WHILE_SET,
    AFTER_RESTART
  }

  private static final String PREFIX = "KEYFRAMED_";

  /** Returns the environment variable that sets the key. */
  String variable() {
    return PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  static boolean isVariable(String variable) {
    return variable.startsWith(PREFIX);
  }

  /** Returns the name of the key for a file that contains this secret. */
  String fileKey() {
    return name + "_file";
  }
}
