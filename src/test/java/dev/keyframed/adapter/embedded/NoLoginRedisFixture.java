package dev.keyframed.adapter.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Starts an embedded Redis without login, in which every user has all rights. Such a login also
 * outlives a restart.
 */
public final class NoLoginRedisFixture {
  private static final Duration FAREWELL = Duration.ofSeconds(40);
  private static final RedisUsers EVERYBODY =
      new RedisUsers(
          "user default reset on nopass ~* &* +@all\n", Optional.empty(), Optional.empty());

  private NoLoginRedisFixture() {}

  /** Starts a server. Port 0 selects a free port. */
  public static EmbeddedRedis start(Path dir, int port) throws IOException {
    return EmbeddedRedis.start(dir, port, RedisBinary.find(), EVERYBODY, FAREWELL, () -> {});
  }
}
