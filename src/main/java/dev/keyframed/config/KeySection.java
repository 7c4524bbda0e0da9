package dev.keyframed.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Collects the keys of one part of the table, in the order of their creation. */
final class KeySection {
  private final List<Key<?>> keys = new ArrayList<>();

  /** Returns the keys added so far, as a view. */
  List<Key<?>> keys() {
    return Collections.unmodifiableList(keys);
  }

  /** Adds a key whose change needs a restart. */
  <T> Key<T> key(String name, Kind<T> kind, String preset, String description) {
    return added(new Key<>(name, kind, preset, Key.Effect.AFTER_RESTART, description));
  }

  /** Adds a key whose change a reload applies. */
  <T> Key<T> reloadable(String name, Kind<T> kind, String preset, String description) {
    return added(new Key<>(name, kind, preset, Key.Effect.AT_ONCE, description));
  }

  /** Adds an optional path. */
  Key<Optional<Path>> file(String name, String description) {
    return key(name, Kind.optional(Kind.path()), "", description);
  }

  /** Adds a PEM file of a certificate, which is reloaded when it changes. */
  Key<Optional<Path>> tls(String name, String description) {
    return added(
        new Key<>(name, Kind.optional(Kind.path()), "", Key.Effect.AT_ONCE_WHILE_SET, description));
  }

  private <T> Key<T> added(Key<T> key) {
    keys.add(key);
    return key;
  }
}
