package dev.keyframed.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Collects the keys of one part of the table, in the order of their creation. */
final class KeySection {
  private final List<ConfigKey<?>> keys = new ArrayList<>();

  /** Returns the keys added so far, as a view. */
  List<ConfigKey<?>> keys() {
    return Collections.unmodifiableList(keys);
  }

  /** Adds a key whose change needs a restart. */
  <T> ConfigKey<T> key(String name, KeyType<T> kind, String preset, String description) {
    return added(
        new ConfigKey<>(name, kind, preset, ConfigKey.KeyEffect.AFTER_RESTART, description));
  }

  /** Adds a key whose change a reload applies. */
  <T> ConfigKey<T> reloadable(String name, KeyType<T> kind, String preset, String description) {
    return added(new ConfigKey<>(name, kind, preset, ConfigKey.KeyEffect.AT_ONCE, description));
  }

  /** Adds an optional path. */
  ConfigKey<Optional<Path>> file(String name, String description) {
    return key(name, KeyType.optional(KeyType.path()), "", description);
  }

  /** Adds a PEM file of a certificate, which is reloaded when it changes. */
  ConfigKey<Optional<Path>> tls(String name, String description) {
    return added(
        new ConfigKey<>(
            name,
            KeyType.optional(KeyType.path()),
            "",
            ConfigKey.KeyEffect.AT_ONCE_WHILE_SET,
            description));
  }

  private <T> ConfigKey<T> added(ConfigKey<T> key) {
    keys.add(key);
    return key;
  }
}
