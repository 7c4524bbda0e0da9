package dev.keyframed.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects what a configuration names but this user may not look at. */
final class Unseen {
  private final Map<String, String> found = new LinkedHashMap<>();

  void add(Key<?> key, Path path) {
    add(key, path.toString());
  }

  void add(Key<?> key, String what) {
    found.put(key.name(), what);
  }

  /** What of that key's could not be looked at. */
  Optional<String> of(Key<?> key) {
    return Optional.ofNullable(found.get(key.name()));
  }

  /** Whether it may be there: that it is not can only be told by who may enter its folder. */
  static boolean mayExist(Path path) {
    return !Files.notExists(path);
  }

  /** Returns each key with what it is, such as {@code callback.tls.key: /etc/keyframed/key.pem}. */
  List<String> lines() {
    return found.entrySet().stream().map(key -> key.getKey() + ": " + key.getValue()).toList();
  }
}
