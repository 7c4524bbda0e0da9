package dev.keyframed.config;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads secrets from files of their own. Files that were given but cannot be read are reported as
 * problems. Files that only other users may read are recorded as unseen.
 */
final class SecretFiles {
  private final List<ConfigKey<?>> secrets;
  private final boolean mustRead;
  private final Problems problems;
  private final Unseen unseen;

  /**
   * Creates a reader of the given secrets.
   *
   * @param mustRead whether a given file that only other users may read is a problem
   */
  SecretFiles(List<ConfigKey<?>> secrets, boolean mustRead, Problems problems, Unseen unseen) {
    this.secrets = secrets;
    this.mustRead = mustRead;
    this.problems = problems;
    this.unseen = unseen;
  }

  /** Returns all keys that are secrets. */
  static List<ConfigKey<?>> all() {
    return ConfigKeys.all().stream().filter(key -> key.kind().secret()).toList();
  }

  /**
   * Reads the credentials that systemd provides for the unit ({@code
   * LoadCredential=provider.api_key:...}). An empty credential counts as none. {@code
   * SetCredential=} provides an empty one when there is nothing to load.
   */
  List<ConfigValue> credentials(Map<String, String> env) {
    List<ConfigValue> found = new ArrayList<>();
    String directory = env.getOrDefault("CREDENTIALS_DIRECTORY", "");
    if (!directory.isEmpty()) {
      for (ConfigKey<?> key : secrets) {
        Path file = Path.of(directory, key.name());
        if (Files.exists(file)) {
          take(key, file, mustRead).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  /** Reads the files named by {@code _file} keys, for secrets that no better source has. */
  List<ConfigValue> named(SmallRyeConfig layers) {
    List<ConfigValue> found = new ArrayList<>();
    for (ConfigKey<?> key : secrets) {
      ConfigValue file = layers.getConfigValue(key.fileKey());
      if (isWanted(key, layers) && !file.getValue().isEmpty()) {
        path(file.getValue())
            .flatMap(path -> read(key, path, Origin.of(file)))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  /**
   * Reads files of the key's name beside the configuration, for secrets that no other source has.
   * The unit's credentials are there, in {@code /etc/keyframed}. Only files of root and of this
   * user are accepted, because any user could put a file into a directory such as {@code /tmp}.
   */
  List<ConfigValue> beside(Path configuration, SmallRyeConfig layers) {
    List<ConfigValue> found = new ArrayList<>();
    for (ConfigKey<?> key : secrets) {
      Path file = configuration.toAbsolutePath().resolveSibling(key.name());
      boolean named = !layers.getConfigValue(key.fileKey()).getValue().isEmpty();
      if (isWanted(key, layers) && !named && isTrusted(file)) {
        take(key, file, false).ifPresent(found::add);
      }
    }
    return found;
  }

  private boolean isWanted(ConfigKey<?> key, SmallRyeConfig layers) {
    return layers.getConfigValue(key.name()).getValue() == null && !problems.about(key.name());
  }

  private static boolean isTrusted(Path file) {
    try {
      String owner = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName();
      return owner.equals("root") || owner.equals(System.getProperty("user.name"));
    } catch (IOException | UnsupportedOperationException none) {
      return false;
    }
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException invalid) {
      return Optional.empty(); // the _file key itself is refused when it is read
    }
  }

  private Optional<ConfigValue> take(ConfigKey<?> key, Path file, boolean must) {
    Origin origin = Origin.of(file.toString());
    try {
      String secret = text(file);
      return secret.isEmpty()
          ? Optional.empty()
          : Optional.of(Layer.value(key.name(), secret, origin));
    } catch (IOException failed) {
      if (!isOthers(key, file, failed, must)) {
        problems.add(origin, key.name(), TextFile.why(failed));
      }
      return Optional.empty();
    }
  }

  private Optional<ConfigValue> read(ConfigKey<?> key, Path file, Origin origin) {
    try {
      String secret = text(file);
      if (!secret.isEmpty()) {
        return Optional.of(Layer.value(key.name(), secret, origin));
      }
      problems.add(origin, key.fileKey(), key.name(), file + " is empty");
    } catch (IOException failed) {
      if (!isOthers(key, file, failed, mustRead)) {
        problems.add(origin, key.fileKey(), key.name(), file + ": " + TextFile.why(failed));
      }
    }
    return Optional.empty();
  }

  private boolean isOthers(ConfigKey<?> key, Path file, IOException failed, boolean must) {
    boolean others = !must && failed instanceof AccessDeniedException;
    if (others) {
      unseen.add(key, file);
    }
    return others;
  }

  /**
   * Reads a file without the final line break. Editors and echo add it, and it is no part of the
   * secret.
   */
  private static String text(Path file) throws IOException {
    return Files.readString(file).replaceFirst("\\r?\\n\\z", "");
  }
}
