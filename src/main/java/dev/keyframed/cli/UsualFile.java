package dev.keyframed.cli;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the configuration of a command that was given none. One in the current folder is taken only
 * where nobody but this user and root can have written it: whoever plants one there would be sent
 * prompts and frames.
 */
final class UsualFile {
  private static final Path HERE = Path.of("conf", "keyframed.yaml");
  private static final Path OF_SYSTEM = Path.of("/etc/keyframed/keyframed.yaml");

  private UsualFile() {}

  /**
   * Returns the one that is there.
   *
   * @throws Failed where it must not be taken
   */
  static Optional<Path> find() {
    return find(HERE, OF_SYSTEM);
  }

  /** The same, of those places. */
  static Optional<Path> find(Path here, Path ofSystem) {
    if (Files.exists(here, LinkOption.NOFOLLOW_LINKS)) {
      PlantedFile.suspicion(here).ifPresent(UsualFile::refuse);
      if (Files.isRegularFile(here)) {
        return Optional.of(here);
      }
    }
    return Optional.of(ofSystem).filter(Files::isRegularFile);
  }

  private static void refuse(String why) {
    throw Failed.byConfiguration(
        why + ": not taken; name the configuration that is meant with --config");
  }
}
