package dev.keyframed.config;

import java.nio.file.Path;
import java.util.List;

/** Declares the keys outside any section. */
final class RootKeys {
  private static final KeySection SECTION = new KeySection();

  static final ConfigKey<String> NAMESPACE =
      SECTION.key(
          "namespace",
          KeyType.text(
              "[A-Za-z0-9_.-]{1,64}", "1 to 64 letters, digits, underscores, dots or dashes"),
          "keyframed",
          "One namespace is one provider account. Every Redis key begins with it, in braces.");

  static final ConfigKey<Path> DATA_DIR =
      SECTION.key(
          "data_dir",
          KeyType.path(),
          "./data",
          "The directory of videos and of the embedded Redis. Under systemd the default is"
              + " $STATE_DIRECTORY.");

  private RootKeys() {}

  static List<ConfigKey<?>> all() {
    return SECTION.keys();
  }
}
