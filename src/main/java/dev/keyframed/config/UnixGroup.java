package dev.keyframed.config;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Optional;

/** Checks whether this process can give files to a group. Blocks. */
final class UnixGroup {
  private UnixGroup() {}

  /** Checks whether the group exists on this machine. */
  static boolean exists(String name) {
    return find(name).isPresent();
  }

  private static Optional<GroupPrincipal> find(String name) {
    try {
      return Optional.of(
          FileSystems.getDefault()
              .getUserPrincipalLookupService()
              .lookupPrincipalByGroupName(name));
    } catch (IOException nobody) {
      return Optional.empty();
    }
  }

  /** Returns what is wrong with a group, or empty if no problem was found. */
  static Optional<String> mistake(String name) {
    Optional<GroupPrincipal> group = find(name);
    if (group.isEmpty()) {
      return Optional.of("is not a group of this machine: create it, or correct its name");
    }
    return mayGive(group.get())
        ? Optional.empty()
        : Optional.of(
            "is a group that this user is not a member of: add the user, or under systemd set Group="
                + " of the unit to it");
  }

  /**
   * Tries it on a temporary file, so that ids, capabilities and user namespaces are all taken into
   * account.
   */
  private static boolean mayGive(GroupPrincipal group) {
    Path file;
    try {
      file = Files.createTempFile("keyframed", ".group");
    } catch (IOException nowhere) {
      return true; // cannot be checked here
    }
    try {
      PosixFileAttributeView view =
          Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
      // The unit's system call filter forbids the call even if the file already has that group.
      if (!view.readAttributes().group().equals(group)) {
        view.setGroup(group);
      }
      return true;
    } catch (IOException refused) {
      return false;
    } finally {
      remove(file);
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stays) {
      // An empty file stays in the temporary directory.
    }
  }
}
