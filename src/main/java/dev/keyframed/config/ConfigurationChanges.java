package dev.keyframed.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lists the keys that a reload changes.
 *
 * @param atOnce the changed keys that the running daemon applies
 * @param afterRestart the changed keys that take effect after a restart
 */
public record ConfigurationChanges(List<String> atOnce, List<String> afterRestart) {

  /** Lists no keys: nothing has changed. */
  public static final ConfigurationChanges NONE = new ConfigurationChanges(List.of(), List.of());

  /**
   * Compares two configurations key by key. The names are in the order of {@code
   * conf/keyframed.yaml}.
   */
  public static ConfigurationChanges between(Configuration old, Configuration next) {
    List<String> atOnce = new ArrayList<>();
    List<String> afterRestart = new ArrayList<>();
    for (ConfigKey<?> key : ConfigKeys.all()) {
      Object before = old.settings().get(key);
      Object after = next.settings().get(key);
      if (!before.equals(after)) {
        (isTakenAtOnce(key, before, after) ? atOnce : afterRestart).add(key.name());
      }
    }
    return new ConfigurationChanges(List.copyOf(atOnce), List.copyOf(afterRestart));
  }

  private static boolean isTakenAtOnce(ConfigKey<?> key, Object before, Object after) {
    return switch (key.effect()) {
      case AT_ONCE -> true;
      case AT_ONCE_WHILE_SET -> !before.equals(Optional.empty()) && !after.equals(Optional.empty());
      case AFTER_RESTART -> false;
    };
  }
}
