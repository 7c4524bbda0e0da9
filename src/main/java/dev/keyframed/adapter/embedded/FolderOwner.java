package dev.keyframed.adapter.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Checks whether another user of the machine may have prepared a file or folder. Prepared jobs
 * would be paid for, and prepared links would be followed. Blocks.
 */
public final class FolderOwner {
  private static final int ROOT = 0;
  private static final int WRITTEN_BY_ALL = 0002;
  private static final int STICKY = 01000;

  private FolderOwner() {}

  /**
   * Returns why another user may have put a file or folder there; empty if it belongs to this user
   * or root, or does not exist. A link counts, and so does its target.
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
}
