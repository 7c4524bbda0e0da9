package dev.keyframed.cli;

import dev.keyframed.app.CommandException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the configuration file of a command without {@code --config}.
 *
 * <p>A file in the current folder is used only if no user but this one and root can have written
 * it. Otherwise another user could place one there and receive prompts and frames.
 */
final class DefaultConfigFile {
  private static final Path HERE = Path.of("conf", "keyframed.yaml");
  private static final Path OF_SYSTEM = Path.of("/etc/keyframed/keyframed.yaml");

  private DefaultConfigFile() {}

  /**
   * Returns the first default file that exists.
   *
   * @throws CommandException if a file in the current folder is not trusted
   */
  static Optional<Path> find() {
    return find(HERE, OF_SYSTEM);
  }

  /** Returns the first of the two files that exists, with the same checks. */
  static Optional<Path> find(Path here, Path ofSystem) {
    if (Files.exists(here, LinkOption.NOFOLLOW_LINKS)) {
      FileTrust.suspicion(here).ifPresent(DefaultConfigFile::refuse);
      if (Files.isRegularFile(here)) {
        return Optional.of(here);
      }
    }
    return Optional.of(ofSystem).filter(Files::isRegularFile);
  }

  private static void refuse(String reason) {
    throw CommandException.byConfiguration(
        reason + ": not used; name the configuration with --config");
  }
}
