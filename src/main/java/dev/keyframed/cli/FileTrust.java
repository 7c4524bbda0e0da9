package dev.keyframed.cli;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Detects files that another user may have placed where a command reads by default. */
final class FileTrust {
  private static final int ROOT = 0;
  private static final int WRITTEN_BY_GROUP = 0020;
  private static final int WRITTEN_BY_ALL = 0002;
  private static final int LINK = 0120000;
  private static final int KIND = 0170000;

  private FileTrust() {}

  /**
   * Returns why a file or folder may come from another user; empty if it is trusted.
   *
   * <p>Checks the path and its folder, both themselves and the targets of symbolic links. Trusted
   * are root and this user.
   */
  static Optional<String> suspicion(Path file) {
    Set<Integer> trusted = new HashSet<>(List.of(ROOT, (int) new UnixSystem().getUid()));
    for (Path path : List.of(file.toAbsolutePath().getParent(), file)) {
      for (LinkOption[] look :
          List.of(new LinkOption[] {LinkOption.NOFOLLOW_LINKS}, new LinkOption[0])) {
        Optional<String> why = suspicion(path, trusted, look);
        if (why.isPresent()) {
          return why;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> suspicion(Path path, Set<Integer> trusted, LinkOption... look) {
    try {
      int mode = (Integer) Files.getAttribute(path, "unix:mode", look);
      if (!trusted.contains((Integer) Files.getAttribute(path, "unix:uid", look))) {
        return Optional.of(path + " belongs to " + Files.getOwner(path, look));
      }
      boolean isLink = (mode & KIND) == LINK;
      int open = isPrivateGroup(path, look) ? WRITTEN_BY_ALL : WRITTEN_BY_ALL | WRITTEN_BY_GROUP;
      return isLink || (mode & open) == 0
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
  private static boolean isPrivateGroup(Path path, LinkOption... look) throws IOException {
    PosixFileAttributes all = Files.readAttributes(path, PosixFileAttributes.class, look);
    return all.group().getName().equals(all.owner().getName());
  }
}
