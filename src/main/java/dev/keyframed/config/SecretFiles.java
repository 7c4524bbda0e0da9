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
 * Secrets that lie in files of their own. Those that are given but cannot be read are told to the
 * problems; those that are for other users alone, to the unseen.
 */
final class SecretFiles {
  private final List<Key<?>> secrets;
  private final boolean mustRead;
  private final Problems problems;
  private final Unseen unseen;

  /**
   * Looks for these.
   *
   * @param mustRead whether a file that is given, but that only others may read, is a mistake
   */
  SecretFiles(List<Key<?>> secrets, boolean mustRead, Problems problems, Unseen unseen) {
    this.secrets = secrets;
    this.mustRead = mustRead;
    this.problems = problems;
    this.unseen = unseen;
  }

  /** Returns all that there are. */
  static List<Key<?>> all() {
    return Keys.all().stream().filter(key -> key.kind().secret()).toList();
  }

  /**
   * Those that systemd has laid out for the unit ({@code LoadCredential=provider.api_key:...}). An
   * empty one is none: so stands, by {@code SetCredential=}, what was not there to be loaded.
   */
  List<ConfigValue> credentials(Map<String, String> env) {
    List<ConfigValue> found = new ArrayList<>();
    String directory = env.getOrDefault("CREDENTIALS_DIRECTORY", "");
    if (!directory.isEmpty()) {
      for (Key<?> key : secrets) {
        Path file = Path.of(directory, key.name());
        if (Files.exists(file)) {
          take(key, file, mustRead).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  /** Those that a {@code _file} key names, where no better source has the secret. */
  List<ConfigValue> named(SmallRyeConfig layers) {
    List<ConfigValue> found = new ArrayList<>();
    for (Key<?> key : secrets) {
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
   * Those that lie beside the configuration under the key's name, as the unit's credentials do in
   * {@code /etc/keyframed}, where nothing else gives the secret. Only root's and this user's own:
   * into a folder such as {@code /tmp} anybody could put one.
   */
  List<ConfigValue> beside(Path configuration, SmallRyeConfig layers) {
    List<ConfigValue> found = new ArrayList<>();
    for (Key<?> key : secrets) {
      Path file = configuration.toAbsolutePath().resolveSibling(key.name());
      boolean named = !layers.getConfigValue(key.fileKey()).getValue().isEmpty();
      if (isWanted(key, layers) && !named && isTrusted(file)) {
        take(key, file, false).ifPresent(found::add);
      }
    }
    return found;
  }

  private boolean isWanted(Key<?> key, SmallRyeConfig layers) {
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
    } catch (InvalidPathException told) {
      return Optional.empty(); // the _file key itself is refused when it is read
    }
  }

  private Optional<ConfigValue> take(Key<?> key, Path file, boolean must) {
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

  private Optional<ConfigValue> read(Key<?> key, Path file, Origin origin) {
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

  private boolean isOthers(Key<?> key, Path file, IOException failed, boolean must) {
    boolean others = !must && failed instanceof AccessDeniedException;
    if (others) {
      unseen.add(key, file);
    }
    return others;
  }

  /** Editors and echo end a file with a line break that is no part of the secret. */
  private static String text(Path file) throws IOException {
    return Files.readString(file).replaceFirst("\\r?\\n\\z", "");
  }
}
