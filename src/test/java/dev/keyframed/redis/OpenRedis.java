package dev.keyframed.redis;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A Redis as others run it, in which everybody may do everything, and whose login outlives a
 * restart: there is none.
 */
public final class OpenRedis {
  private static final Duration FAREWELL = Duration.ofSeconds(40);
  private static final RedisUsers EVERYBODY =
      new RedisUsers(
          "user default reset on nopass ~* &* +@all\n", Optional.empty(), Optional.empty());

  private OpenRedis() {}

  /** Starts one, on a free port where that is 0. */
  public static EmbeddedRedis start(Path dir, int port) throws IOException {
    return EmbeddedRedis.start(dir, port, RedisBinary.find(), EVERYBODY, FAREWELL, () -> {});
  }
}
