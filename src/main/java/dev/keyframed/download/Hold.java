package dev.keyframed.download;

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
 * A file that is ours alone until it is closed: of all runs, in this process and in others of this
 * machine, one holds it. A process that dies lets go. Blocks.
 */
final class Hold implements AutoCloseable {
  /**
   * What this process holds. It must not even open such a file again: to close it would end the
   * lock, which is the process's and not the channel's.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private Hold(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Opens that file, or an empty new one; fails with {@link TakenException} where it is held. */
  static Hold of(Path path) throws IOException {
    Path file = path.getParent().toRealPath().resolve(path.getFileName());
    if (!OURS.add(file)) {
      throw new TakenException();
    }
    try {
      return new Hold(file, open(file));
    } catch (IOException | RuntimeException failed) {
      OURS.remove(file);
      throw failed;
    }
  }

  /**
   * Another holder may give the file its final name between our look and our lock: then we would
   * hold what is delivered already. Under the lock the name is ours, so one more look tells.
   */
  private static FileChannel open(Path file) throws IOException {
    create(file);
    try {
      Object there = key(file);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (isLocked(channel) && there.equals(key(file))) {
        return channel;
      }
      channel.close();
    } catch (NoSuchFileException renamed) {
      // As good as held: by whoever has renamed it a moment ago.
    }
    throw new TakenException();
  }

  private static void create(Path file) throws IOException {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException left) {
      // By an earlier run.
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException ours) {
      return false; // under another name
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

  /** Lets go; the channel is of no use from then on. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      OURS.remove(file);
    }
  }

  /** Somebody else holds it. */
  static final class TakenException extends IOException {
    TakenException() {
      super("another run still writes this video");
    }
  }
}
