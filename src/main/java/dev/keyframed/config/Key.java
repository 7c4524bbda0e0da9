package dev.keyframed.config;

import java.util.Locale;

/**
 * One key of the configuration.
 *
 * @param name its full name, such as {@code provider.base_url}
 * @param kind what it takes
 * @param preset its default, as it would be written; empty for none
 * @param effect when a changed value takes effect
 * @param description a sentence or two for the operator
 */
record Key<T>(String name, Kind<T> kind, String preset, Effect effect, String description) {

  /** When a change that a reload brings takes effect. */
  enum Effect {
    AT_ONCE,
    /** One value may follow another at once; from none or to none takes a restart. */
    AT_ONCE_WHILE_SET,
    AFTER_RESTART
  }

  private static final String PREFIX = "KEYFRAMED_";

  /** The environment variable that sets it. */
  String variable() {
    return PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  static boolean isVariable(String variable) {
    return variable.startsWith(PREFIX);
  }

  /** The key that names a file with this secret in it. */
  String fileKey() {
    return name + "_file";
  }
}
