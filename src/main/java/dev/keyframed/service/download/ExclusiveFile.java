package dev.keyframed.service.download;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Locks a file for one run, among all runs in this process and in others of this machine. The lock
 * of a process that dies is released. Blocks.
 */
final class ExclusiveFile implements AutoCloseable {
  /**
   * Files that this process holds. It must not open such a file again: closing it would release the
   * lock, which belongs to the process and not to the channel.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private ExclusiveFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Opens that file, or an empty new one, and locks it.
   *
   * @throws TakenException if another run holds it
   */
  static ExclusiveFile of(Path path) throws IOException {
    Path file = path.getParent().toRealPath().resolve(path.getFileName());
    if (!OURS.add(file)) {
      throw new TakenException();
    }
    try {
      return new ExclusiveFile(file, open(file));
    } catch (IOException | RuntimeException failed) {
      OURS.remove(file);
      throw failed;
    }
  }

  /**
   * Opens and locks the file, and checks that its name has not changed. Between the check and the
   * lock another holder may give the file its final name, and the lock would be on a delivered
   * video. Under the lock the name cannot change, so a second check decides.
   */
  private static FileChannel open(Path file) throws IOException {
    create(file);
    try {
      Object fileKey = key(file);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (isLocked(channel) && fileKey.equals(key(file))) {
        return channel;
      }
      channel.close();
    } catch (NoSuchFileException renamed) {
      // The run that has just renamed it counts as its holder.
    }
    throw new TakenException();
  }

  private static void create(Path file) throws IOException {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException existing) {
      // Left by an earlier run.
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException ours) {
      return false; // held under another name
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
  }

  private static Object key(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  FileChannel channel() {
    return channel;
  }

  /** Releases the lock. The channel cannot be used afterwards. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      OURS.remove(file);
    }
  }

  /** Reports that another run holds the file. */
  static final class TakenException extends IOException {
    TakenException() {
      super("another run still writes this video");
    }
  }
}
