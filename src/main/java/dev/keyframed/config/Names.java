package dev.keyframed.config;

import java.util.List;
import java.util.Optional;

/** Knows the valid names of keys and variables, and explains unknown ones. */
final class Names {

  private Names() {}

  static Optional<Key<?>> key(String name) {
    return Keys.all().stream().filter(key -> key.name().equals(name)).findFirst();
  }

  static Optional<Key<?>> variable(String name) {
    return Keys.all().stream().filter(key -> key.variable().equals(name)).findFirst();
  }

  static boolean isSection(String name) {
    return Keys.all().stream().anyMatch(key -> key.name().startsWith(name + "."));
  }

  static String unknownKey(String name) {
    return "unknown key" + guess(name, Keys.all().stream().<String>map(Key::name).toList());
  }

  static String unknownVariable(String name) {
    return "unknown variable"
        + guess(name, Keys.all().stream().<String>map(Key::variable).toList());
  }

  /**
   * Checks whether the file or the command line may set this key. The key must be known, and must
   * not be a secret.
   */
  static boolean mayStand(String name, Origin origin, Problems problems) {
    Optional<Key<?>> key = key(name);
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
  static String waysToGive(Key<?> secret) {
    return "%s in the environment, $CREDENTIALS_DIRECTORY/%s, a file named by %s, or a file %s beside the configuration"
        .formatted(secret.variable(), secret.name(), secret.fileKey(), secret.name());
  }

  private static String guess(String name, List<String> known) {
    return Nearest.to(name, known).map(near -> "; did you mean " + near + "?").orElse("");
  }
}
