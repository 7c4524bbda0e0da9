package dev.keyframed.callback;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** The file of a Unix socket: it outlives whoever listened on it. All methods block. */
record UnixSocket(Path path) {

  /**
   * Makes way for a new listener.
   *
   * @throws IOException where somebody listens there already, or something else lies there
   */
  void clear() throws IOException {
    BasicFileAttributes found;
    try {
      found = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException free) {
      return;
    }
    if (!found.isOther()) {
      throw new IOException(path + " is no socket, and is not removed for one");
    }
    if (isListenedOn()) {
      throw new IOException("somebody listens on " + path + " already");
    }
    Files.delete(path);
  }

  private boolean isListenedOn() {
    try (SocketChannel caller = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      return caller.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  /** Lets everybody call who may enter the folder, as with a port of the machine. */
  void admitAll() throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
  }

  void remove() throws IOException {
    Files.deleteIfExists(path);
  }

  @Override
  public String toString() {
    return "unix:" + path;
  }
}
