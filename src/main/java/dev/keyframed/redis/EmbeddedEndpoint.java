package dev.keyframed.redis;

import dev.keyframed.net.RedisEndpoint;
import dev.keyframed.net.RedisEndpoint.Transport;
import dev.keyframed.net.RedisLogin;
import dev.keyframed.net.RedisTls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds how the owner of an embedded Redis reaches it: by a socket in its folder, which nobody else
 * can make. Whoever holds the port while that Redis is down would be told the password.
 */
public final class EmbeddedEndpoint {
  private static final String SOCKET = "redis.sock";

  /** What the address of a socket holds, on the systems where that is least. */
  private static final int LONGEST_SOCKET = 103;

  private EmbeddedEndpoint() {}

  /** Returns the socket of a folder; empty where the folder's name is too long for one. */
  static Optional<Path> socket(Path dir) {
    Path socket = dir.resolve(SOCKET);
    return socket.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET
        ? Optional.of(socket)
        : Optional.empty();
  }

  /**
   * Returns the endpoint of the embedded Redis of a folder: its port where there is no socket.
   *
   * @param sockets whether the caller can connect to sockets in the file system
   */
  static RedisEndpoint of(Path dir, int port, Optional<RedisLogin> owner, boolean sockets) {
    return socket(dir)
        .filter(socket -> sockets)
        .map(path -> new RedisEndpoint(Transport.UNIX, path.toString(), 0, 0, owner, RedisTls.NONE))
        .orElseGet(
            () -> new RedisEndpoint(Transport.TCP, "127.0.0.1", port, 0, owner, RedisTls.NONE));
  }

  /**
   * Returns the same with the password that lies in the folder.
   *
   * @throws java.nio.file.AccessDeniedException where this user may not read it
   * @throws java.nio.file.NoSuchFileException where none lies there
   */
  public static RedisEndpoint ofOwner(Path dir, int port, boolean sockets) throws IOException {
    Path real = dir.toRealPath();
    return of(real, port, Optional.of(RedisUsers.read(real)), sockets);
  }
}
