package dev.keyframed.cli;

import dev.keyframed.config.Configuration;
import dev.keyframed.redis.EmbeddedRedis;
import dev.keyframed.redis.RedisBinary;
import dev.keyframed.redis.RedisBinary.Source;
import dev.keyframed.redis.RedisFolderInUseException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Redis that a daemon runs itself, in its {@code data_dir}. Blocks. */
final class OwnRedis {
  private static final Logger log = LoggerFactory.getLogger(OwnRedis.class);

  private OwnRedis() {}

  /** Makes it, or says why not: whoever cannot do without it fails by itself. */
  static void makeDataFolder(Configuration configuration) {
    try {
      DataFolder.make(configuration);
    } catch (IOException fault) {
      log.warn("data_dir {} could not be made: {}", configuration.dataDir(), fault.toString());
    }
  }

  /**
   * Starts it; empty where the configuration names another one.
   *
   * @param farewell how long the daemon may take to stop
   * @param loading told again and again while it reads its data
   */
  static Optional<EmbeddedRedis> start(
      Configuration configuration, Duration farewell, Runnable loading) {
    if (!configuration.redis().embedded()) {
      return Optional.empty();
    }
    try {
      EmbeddedRedis redis =
          EmbeddedRedis.start(
              folder(configuration.dataDir()),
              configuration.redis().embeddedPort(),
              configuration.namespace(),
              farewell,
              loading);
      tell(redis.binary());
      return Optional.of(redis);
    } catch (RedisFolderInUseException other) {
      throw Failed.byConfiguration(other.getMessage());
    } catch (IOException fault) {
      throw new Failed(fault.getMessage());
    }
  }

  /** Where an embedded Redis lies in that {@code data_dir}. */
  static Path folder(Path dataDir) {
    return dataDir.resolve("redis");
  }

  private static void tell(RedisBinary binary) {
    if (binary.source() == Source.SYSTEM) {
      log.info("the embedded Redis is {}", binary);
    } else {
      log.warn(
          "the embedded Redis is {}: it comes with keyframed and gets no fixes any more; install"
              + " redis-server 7.0 or newer, which is used from the next start on",
          binary);
    }
  }
}
