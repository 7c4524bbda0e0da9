package dev.keyframed.config;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Optional;

/** Looks for what keeps this process from giving files to a group. Blocks. */
final class UnixGroup {
  private UnixGroup() {}

  /** Whether this machine knows it. */
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

  /** What is wrong with that group; empty: nothing that could be found out. */
  static Optional<String> mistake(String name) {
    Optional<GroupPrincipal> group = find(name);
    if (group.isEmpty()) {
      return Optional.of("is no group of this machine: make it, or correct its name");
    }
    return mayGive(group.get())
        ? Optional.empty()
        : Optional.of(
            "is a group that this user is not in: add the user, or under systemd give the unit"
                + " Group= that name");
  }

  /** Tried on a file: ids, capabilities and user namespaces have their say then. */
  private static boolean mayGive(GroupPrincipal group) {
    Path file;
    try {
      file = Files.createTempFile("keyframed", ".group");
    } catch (IOException nowhere) {
      return true; // not to be found out here
    }
    try {
      PosixFileAttributeView view =
          Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
      // The unit's filter of system calls forbids to give even what is the group's already.
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
      // An empty file in the folder of temporary ones.
    }
  }
}
