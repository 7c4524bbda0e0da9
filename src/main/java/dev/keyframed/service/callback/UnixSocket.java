package dev.keyframed.service.callback;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Manages the file of a Unix socket, which remains after its listener has ended. All methods block.
 */
record UnixSocket(Path path) {

  /**
   * Removes the file that an ended listener has left, so that a new one can listen.
   *
   * @throws IOException if a listener is active there, or the file is not a socket
   */
  void clear() throws IOException {
    BasicFileAttributes found;
    try {
      found = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException free) {
      return;
    }
    if (!found.isOther()) {
      throw new IOException(path + " is not a socket: remove it, or set another path");
    }
    if (isListenedOn()) {
      throw new IOException(
          "another process listens on " + path + ": stop it, or set another path");
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

  /** Lets all users with access to the folder connect, as with a port of the machine. */
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
