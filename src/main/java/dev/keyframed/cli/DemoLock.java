package dev.keyframed.cli;

import dev.keyframed.app.CommandException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Locks a folder for one demo, until it is closed or its process ends. */
final class DemoLock implements AutoCloseable {
  private final FileChannel file;

  private DemoLock(FileChannel file) {
    this.file = file;
  }

  /**
   * Locks the folder.
   *
   * @throws CommandException if another demo holds the lock
   */
  static DemoLock take(Path dir) throws IOException {
    FileChannel file =
        FileChannel.open(
            dir.resolve("demo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isOurs(file)) {
      file.close();
      throw new CommandException(
          "another demo runs in " + dir + ": end it, or choose another folder with --output DIR");
    }
    return new DemoLock(file);
  }

  private static boolean isOurs(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException ofThisProcess) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
