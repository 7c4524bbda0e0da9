package dev.keyframed.service.download;

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
 * Checks whether videos can be stored, by writing a small file. Only a write shows missing inodes,
 * rights and quotas. Blocks.
 */
final class StorageProbe {
  /** Bytes of the test file: one block of most file systems. */
  private static final int PROBE_BYTES = 4096;

  private final Path dir;
  private final VideoAccess access;

  StorageProbe(Path dir, VideoAccess access) {
    this.dir = dir;
    this.access = access;
  }

  /**
   * Holds the result of a check.
   *
   * @param reason fault in one word, such as {@code full}; empty if there is none
   * @param words fault and what to do, or the free space
   */
  record ProbeResult(String reason, String words) {
    boolean well() {
      return reason.isEmpty();
    }
  }

  /**
   * Checks the directory now.
   *
   * @param minFree bytes that must be free; 0 for no limit
   */
  ProbeResult check(long minFree) {
    try {
      access.makeFolders(dir, dir);
      tryFile();
      // FileStore is not used: it searches the mounts, and a service may see none of them.
      long free = dir.toFile().getUsableSpace();
      return free < minFree
          ? new ProbeResult(
              "full",
              "%s has %d MB free, less than videos.min_free: move videos away, or set videos.dir to another disk; jobs wait until then"
                  .formatted(dir, free / 1_000_000))
          : new ProbeResult("", free / 1_000_000 + " MB free in " + dir);
    } catch (IOException fault) {
      return found(fault);
    }
  }

  /**
   * Writes a test file. Its name ends like a part, so that one left by a crash is deleted like an
   * old part.
   */
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

  /** Returns the result for that fault. */
  ProbeResult found(IOException fault) {
    String said = String.valueOf(fault.getMessage());
    if (fault instanceof FileSystemException about && about.getReason() != null) {
      said = about.getReason();
    }
    if (said.contains("No space left") || said.contains("quota exceeded")) {
      return new ProbeResult(
          "full", dir + " is full (" + said + "): free space or inodes, or raise the quota");
    }
    if (said.contains("Read-only file system")) {
      return new ProbeResult(
          "read_only",
          dir + " is read-only: mount it for writing; under systemd add it to ReadWritePaths=");
    }
    if (fault instanceof AccessDeniedException || said.contains("not permitted")) {
      return new ProbeResult(
          "denied", dir + " is not writable for this user: give it to videos.group");
    }
    boolean inTheWay = Files.exists(dir) && !Files.isDirectory(dir);
    if (inTheWay || fault instanceof NoSuchFileException || said.contains("Not a directory")) {
      return new ProbeResult(
          "missing", dir + " is not a directory: make it, or mount its file system");
    }
    return new ProbeResult("failed", dir + " is not writable: " + said);
  }
}
