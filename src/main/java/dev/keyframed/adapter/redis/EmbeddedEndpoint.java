package dev.keyframed.adapter.redis;

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

  /** Returns the socket of a folder, or empty if the folder's name is too long for one. */
  static Optional<Path> socket(Path dir) {
    Path socket = dir.resolve(SOCKET);
    return socket.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET
        ? Optional.of(socket)
        : Optional.empty();
  }

  /**
   * Returns the endpoint of the embedded Redis in a folder. Without a socket it is the port.
   *
   * @param sockets whether the caller can connect to Unix sockets
   */
  static RedisEndpoint of(Path dir, int port, Optional<RedisLogin> owner, boolean sockets) {
    return socket(dir)
        .filter(socket -> sockets)
        .map(path -> new RedisEndpoint(Transport.UNIX, path.toString(), 0, 0, owner, RedisTls.NONE))
        .orElseGet(
            () -> new RedisEndpoint(Transport.TCP, "127.0.0.1", port, 0, owner, RedisTls.NONE));
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
