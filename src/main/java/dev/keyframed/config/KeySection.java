package dev.keyframed.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Collects the keys of one part of the table, in the order in which they are made. */
final class KeySection {
  private final List<Key<?>> keys = new ArrayList<>();

  /** The keys so far; a view. */
  List<Key<?>> keys() {
    return Collections.unmodifiableList(keys);
  }

  /** A key whose change takes a restart. */
  <T> Key<T> key(String name, Kind<T> kind, String preset, String description) {
    return added(new Key<>(name, kind, preset, Key.Effect.AFTER_RESTART, description));
  }

  /** A key whose change a reload takes over. */
  <T> Key<T> reloadable(String name, Kind<T> kind, String preset, String description) {
    return added(new Key<>(name, kind, preset, Key.Effect.AT_ONCE, description));
  }

  /** A path that need not be given. */
  Key<Optional<Path>> file(String name, String description) {
    return key(name, Kind.optional(Kind.path()), "", description);
  }

  /** A PEM file of a certificate, read again when it changes. */
  Key<Optional<Path>> tls(String name, String description) {
    return added(
        new Key<>(name, Kind.optional(Kind.path()), "", Key.Effect.AT_ONCE_WHILE_SET, description));
  }

  private <T> Key<T> added(Key<T> key) {
    keys.add(key);
    return key;
  }
}
