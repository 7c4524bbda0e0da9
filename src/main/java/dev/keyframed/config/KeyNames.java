package dev.keyframed.config;

import java.util.List;
import java.util.Optional;

/** Knows the valid names of keys and variables, and explains unknown ones. */
final class KeyNames {

  private KeyNames() {}

  static Optional<ConfigKey<?>> key(String name) {
    return ConfigKeys.all().stream().filter(key -> key.name().equals(name)).findFirst();
  }

  static Optional<ConfigKey<?>> variable(String name) {
    return ConfigKeys.all().stream().filter(key -> key.variable().equals(name)).findFirst();
  }

  static boolean isSection(String name) {
    return ConfigKeys.all().stream().anyMatch(key -> key.name().startsWith(name + "."));
  }

  static String unknownKey(String name) {
    return "unknown key"
        + guess(name, ConfigKeys.all().stream().<String>map(ConfigKey::name).toList());
  }

  static String unknownVariable(String name) {
    return "unknown variable"
        + guess(name, ConfigKeys.all().stream().<String>map(ConfigKey::variable).toList());
  }

  /**
   * Checks whether the file or the command line may set this key. The key must be known, and must
   * not be a secret.
   */
  static boolean mayStand(String name, Origin origin, Problems problems) {
    Optional<ConfigKey<?>> key = key(name);
    if (key.isEmpty()) {
      problems.add(origin, name, unknownKey(name));
    } else if (key.get().kind().secret()) {
      problems.add(
          origin, name, "a secret must not be set here: give it as " + waysToGive(key.get()));
    } else {
      return true;
    }
    return false;
  }

  /** Describes the ways to give a secret, in the order in which they are tried. */
  static String waysToGive(ConfigKey<?> secret) {
    return "%s in the environment, $CREDENTIALS_DIRECTORY/%s, a file named by %s, or a file %s beside the configuration"
        .formatted(secret.variable(), secret.name(), secret.fileKey(), secret.name());
  }

  private static String guess(String name, List<String> known) {
    return NearestName.to(name, known).map(near -> "; did you mean " + near + "?").orElse("");
  }
}
