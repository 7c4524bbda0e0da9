package dev.keyframed.config;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Secrets that lie in files of their own. Those that are given but cannot be read are told to the
 * problems.
 */
final class SecretFiles {

  private final Problems problems;
  private final List<ConfigValue> values = new ArrayList<>();

  private SecretFiles(Problems problems) {
    this.problems = problems;
  }

  /**
   * Those that systemd has laid out for the unit ({@code LoadCredential=provider.api_key:...}). An
   * empty one is none: so stands, by {@code SetCredential=}, what was not there to be loaded.
   */
  static List<ConfigValue> credentials(
      List<Key<?>> secrets, Map<String, String> env, Problems problems) {
    SecretFiles found = new SecretFiles(problems);
    String directory = env.getOrDefault("CREDENTIALS_DIRECTORY", "");
    if (!directory.isEmpty()) {
      for (Key<?> key : secrets) {
        Path file = Path.of(directory, key.name());
        if (Files.exists(file)) {
          found.take(key, file);
        }
      }
    }
    return found.values;
  }

  /** Those that a {@code _file} key names, where no better source has the secret. */
  static List<ConfigValue> named(List<Key<?>> secrets, SmallRyeConfig layers, Problems problems) {
    SecretFiles found = new SecretFiles(problems);
    for (Key<?> key : secrets) {
      ConfigValue file = layers.getConfigValue(key.fileKey());
      boolean wanted =
          layers.getConfigValue(key.name()).getValue() == null && !problems.about(key.name());
      if (wanted && !file.getValue().isEmpty()) {
        path(file.getValue()).ifPresent(path -> found.read(key, path, Origin.of(file)));
      }
    }
    return found.values;
  }

  /** Those beside that configuration, where nothing else has the secret and they can be read. */
  static List<ConfigValue> beside(Path file, List<Key<?>> secrets, SmallRyeConfig layers) {
    SecretFiles found = new SecretFiles(new Problems());
    for (Key<?> key : secrets) {
      Path secret = file.toAbsolutePath().resolveSibling(key.name());
      if (layers.getConfigValue(key.name()).getValue() == null && Files.isReadable(secret)) {
        found.take(key, secret);
      }
    }
    return found.values;
  }

  /** Returns all that there are. */
  static List<Key<?>> all() {
    return Keys.all().stream().filter(key -> key.kind().secret()).toList();
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException told) {
      return Optional.empty(); // the _file key itself is refused when it is read
    }
  }

  private void take(Key<?> key, Path credential) {
    Origin origin = Origin.of("$CREDENTIALS_DIRECTORY");
    try {
      String secret = text(credential);
      if (!secret.isEmpty()) {
        values.add(Layer.value(key.name(), secret, origin));
      }
    } catch (IOException failed) {
      problems.add(origin, key.name(), credential + ": " + TextFile.why(failed));
    }
  }

  /** Editors and echo end a file with a line break that is no part of the secret. */
  private static String text(Path file) throws IOException {
    return Files.readString(file).replaceFirst("\\r?\\n\\z", "");
  }

  private void read(Key<?> key, Path file, Origin origin) {
    try {
      String secret = text(file);
      if (secret.isEmpty()) {
        problems.add(origin, key.fileKey(), key.name(), file + " is empty");
      } else {
        values.add(Layer.value(key.name(), secret, origin));
      }
    } catch (IOException failed) {
      problems.add(origin, key.fileKey(), key.name(), file + ": " + TextFile.why(failed));
    }
  }
}
