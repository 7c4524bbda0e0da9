package dev.keyframed.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects what a configuration names but this user may not read. */
final class Unseen {
  private final Map<String, String> found = new LinkedHashMap<>();

  void add(ConfigKey<?> key, Path path) {
    add(key, path.toString());
  }

  void add(ConfigKey<?> key, String what) {
    found.put(key.name(), what);
  }

  /** Returns what could not be read for a key. */
  Optional<String> of(ConfigKey<?> key) {
    return Optional.ofNullable(found.get(key.name()));
  }

  /** Checks whether a path may exist. Only a user who may enter its directory can exclude that. */
  static boolean mayExist(Path path) {
    return !Files.notExists(path);
  }

  /**
   * Returns a line for each key with its unread path, such as {@code callback.tls.key:
   * /etc/keyframed/key.pem}.
   */
  List<String> lines() {
    return found.entrySet().stream().map(key -> key.getKey() + ": " + key.getValue()).toList();
  }
}
