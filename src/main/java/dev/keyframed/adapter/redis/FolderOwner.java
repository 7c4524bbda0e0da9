package dev.keyframed.adapter.redis;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells whether a folder may have been prepared by another user of the machine: the jobs in it
 * would be paid for, and links in it would be followed. Blocks.
 */
public final class FolderOwner {
  private static final int ROOT = 0;
  private static final int WRITTEN_BY_ALL = 0002;
  private static final int STICKY = 01000;

  private FolderOwner() {}

  /**
   * Returns why another user may have put what lies at that path; empty where it is this user's, or
   * root's, or not there.
   */
  public static Optional<String> suspicion(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      Path real = path.toRealPath();
      for (Path one : List.of(path, real)) {
        int owner = (Integer) Files.getAttribute(one, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        if (!List.of(ROOT, (int) new UnixSystem().getUid()).contains(owner)) {
          return Optional.of(
              one + " belongs to " + Files.getOwner(one, LinkOption.NOFOLLOW_LINKS).getName());
        }
      }
      return Optional.empty();
    } catch (UnsupportedOperationException noUnix) {
      return Optional.empty();
    }
  }

  /** Returns whether everybody may exchange what lies in that folder. */
  static boolean isOpenToAll(Path dir) throws IOException {
    try {
      int mode = (Integer) Files.getAttribute(dir, "unix:mode");
      return (mode & WRITTEN_BY_ALL) != 0 && (mode & STICKY) == 0;
    } catch (UnsupportedOperationException noUnix) {
      return false;
    }
  }

  /** Returns the same of what lies in a folder, to that depth; a link in it is suspicious too. */
  static Optional<String> suspicionWithin(Path dir, int depth) throws IOException {
    List<Path> paths;
    try (Stream<Path> all = Files.walk(dir, depth)) {
      paths = all.filter(path -> !path.equals(dir)).toList();
    }
    for (Path path : paths) {
      Optional<String> why =
          Files.isSymbolicLink(path) ? Optional.of(path + " is a link") : suspicion(path);
      if (why.isPresent()) {
        return why;
      }
    }
    return Optional.empty();
  }
}
