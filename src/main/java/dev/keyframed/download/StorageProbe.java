package dev.keyframed.download;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/**
 * Tries whether videos can be stored: by a small file, for nothing else tells of inodes, rights and
 * quotas. Blocks.
 */
final class StorageProbe {
  /** One block of most file systems. */
  private static final int PROBE_BYTES = 4096;

  private final Path dir;
  private final VideoAccess access;

  StorageProbe(Path dir, VideoAccess access) {
    this.dir = dir;
    this.access = access;
  }

  /**
   * What was found.
   *
   * @param reason what is wrong in one word, such as {@code full}; empty: nothing
   * @param words what is wrong, then what to do; or how much room there is
   */
  record Found(String reason, String words) {
    boolean well() {
      return reason.isEmpty();
    }
  }

  /**
   * Looks now.
   *
   * @param floor bytes that must be free; 0 for no limit
   */
  Found look(long floor) {
    try {
      access.makeFolders(dir, dir);
      tryFile();
      // Not by its FileStore, which is looked for among the mounts: a service may see none of them.
      long free = dir.toFile().getUsableSpace();
      return free < floor
          ? new Found(
              "full",
              "%s has %d MB left, less than videos.min_free: jobs wait until videos are moved away, or another disk is named by videos.dir"
                  .formatted(dir, free / 1_000_000))
          : new Found("", free / 1_000_000 + " MB free in " + dir);
    } catch (IOException fault) {
      return found(fault);
    }
  }

  /** Named so that one that a crash has left is swept like any old part. */
  private void tryFile() throws IOException {
    Path probe = dir.resolve(".probe-" + UUID.randomUUID() + ".mp4.part");
    Files.createFile(
        probe, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.write(probe, new byte[PROBE_BYTES], StandardOpenOption.WRITE);
      access.publish(probe);
    } finally {
      Files.delete(probe);
    }
  }

  /** What that fault of a look means. */
  Found found(IOException fault) {
    String said = String.valueOf(fault.getMessage());
    if (fault instanceof FileSystemException about && about.getReason() != null) {
      said = about.getReason();
    }
    if (said.contains("No space left") || said.contains("quota exceeded")) {
      return new Found(
          "full", dir + " takes no more files (" + said + "): free room or inodes, or a quota");
    }
    if (said.contains("Read-only file system")) {
      return new Found(
          "read_only",
          dir + " is read-only: mount it for writing; under systemd name it by ReadWritePaths=");
    }
    if (fault instanceof AccessDeniedException || said.contains("not permitted")) {
      return new Found(
          "denied", dir + " may not be written to by this user: give it to videos.group");
    }
    boolean inTheWay = Files.exists(dir) && !Files.isDirectory(dir);
    if (inTheWay || fault instanceof NoSuchFileException || said.contains("Not a directory")) {
      return new Found("missing", dir + " is no folder: make it, or mount what belongs there");
    }
    return new Found("failed", dir + " cannot be written to: " + said);
  }
}
