package dev.keyframed.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a folder for one demo, for as long as its process lives. */
final class DemoLock implements AutoCloseable {
  private final FileChannel file;

  private DemoLock(FileChannel file) {
    this.file = file;
  }

  /**
   * Takes that folder.
   *
   * @throws Failed where another demo has it
   */
  static DemoLock take(Path dir) throws IOException {
    FileChannel file =
        FileChannel.open(
            dir.resolve("demo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isOurs(file)) {
      file.close();
      throw new Failed(
          "another demo runs in "
              + dir
              + ": end it, or give this one another folder by --output DIR");
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
