package dev.keyframed.adapter.embedded;

import dev.keyframed.support.net.RedisEndpoint;
import dev.keyframed.support.net.RedisEndpoint.Transport;
import dev.keyframed.support.net.RedisLogin;
import dev.keyframed.support.net.RedisTls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Determines how the owner of an embedded Redis connects to it. The connection uses a socket in the
 * Redis folder, which no other user can create. On the port, another process could receive the
 * password while that Redis is down.
 */
public final class EmbeddedEndpoint {
  private static final String SOCKET = "redis.sock";

  /** Limits the bytes of a socket path, by the systems with the lowest limit. */
  private static final int LONGEST_SOCKET = 103;

  private EmbeddedEndpoint() {}

  /** Returns the socket of a folder that {@link #requireRoom} has accepted. */
  static Path socket(Path dir) {
    return dir.resolve(SOCKET);
  }

  /** Refuses a folder whose name leaves no room for the socket. */
  static void requireRoom(Path dir) throws IOException {
    if (socket(dir).toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_SOCKET) {
      throw new IOException(
          dir
              + " is too long a name for the socket of the embedded Redis: give data_dir a shorter one");
    }
  }

  /**
   * Returns the endpoint of the embedded Redis in a folder: its socket, or its port if the caller
   * cannot connect to sockets.
   */
  static RedisEndpoint of(Path dir, int port, Optional<RedisLogin> owner, boolean sockets) {
    return sockets
        ? new RedisEndpoint(Transport.UNIX, socket(dir).toString(), 0, 0, owner, RedisTls.NONE)
        : new RedisEndpoint(Transport.TCP, "127.0.0.1", port, 0, owner, RedisTls.NONE);
  }

  /**
   * Returns the endpoint with the password stored in the folder.
   *
   * @throws java.nio.file.AccessDeniedException if this user may not read the password
   * @throws java.nio.file.NoSuchFileException if the folder has no password
   */
  public static RedisEndpoint ofOwner(Path dir, int port, boolean sockets) throws IOException {
    Path real = dir.toRealPath();
    return of(real, port, Optional.of(RedisUsers.read(real)), sockets);
  }
}
