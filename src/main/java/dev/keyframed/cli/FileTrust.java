package dev.keyframed.cli;

import dev.keyframed.adapter.embedded.FolderOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;
import java.util.stream.Stream;

/** Detects files that another user may have placed where a command reads by default. */
final class FileTrust {
  private static final int WRITTEN_BY_GROUP = 0020;
  private static final int WRITTEN_BY_ALL = 0002;

  private FileTrust() {}

  /**
   * Returns why a file or folder may come from another user; empty if it is trusted.
   *
   * <p>Checks the path and its folder, both themselves and the targets of symbolic links. Trusted
   * are root and this user.
   */
  static Optional<String> suspicion(Path file) {
    return Stream.of(file.toAbsolutePath().getParent(), file)
        .map(FileTrust::suspicionOf)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The mode of a symbolic link says nothing, so that of its target is checked. */
  private static Optional<String> suspicionOf(Path path) {
    try {
      Optional<String> foreign = FolderOwner.suspicion(path);
      if (foreign.isPresent()) {
        return foreign;
      }
      int mode = (Integer) Files.getAttribute(path, "unix:mode");
      int open = isPrivateGroup(path) ? WRITTEN_BY_ALL : WRITTEN_BY_ALL | WRITTEN_BY_GROUP;
      return (mode & open) == 0
          ? Optional.empty()
          : Optional.of(path + " is writable by other users than its owner");
    } catch (UnsupportedOperationException noUnix) {
      return Optional.empty();
    } catch (IOException unreadable) {
      return Optional.of(path + " cannot be checked");
    }
  }

  /**
   * Returns whether the group has the owner's name.
   *
   * <p>Many systems give each user such a group, and let it write what the user writes.
   */
  private static boolean isPrivateGroup(Path path) throws IOException {
    PosixFileAttributes all = Files.readAttributes(path, PosixFileAttributes.class);
    return all.group().getName().equals(all.owner().getName());
  }
}
