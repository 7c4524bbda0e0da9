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

/** Starts the embedded Redis of a daemon, in its {@code data_dir}. Blocks. */
final class OwnRedis {
  private static final Logger log = LoggerFactory.getLogger(OwnRedis.class);

  private OwnRedis() {}

  /**
   * Creates {@code data_dir}, or logs why it cannot; parts that need the folder fail by themselves.
   */
  static void makeDataFolder(Configuration configuration) {
    try {
      DataFolder.make(configuration);
    } catch (IOException fault) {
      log.warn("cannot create data_dir {}: {}", configuration.dataDir(), fault.toString());
    }
  }

  /**
   * Starts the embedded Redis; empty if the configuration names another server.
   *
   * @param farewell how long the daemon may take to stop
   * @param loading runs repeatedly while Redis loads its data
   * @throws Failed if the folder is in use, or Redis cannot be started
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

  /** Returns the folder of an embedded Redis in a {@code data_dir}. */
  static Path folder(Path dataDir) {
    return dataDir.resolve("redis");
  }

  private static void tell(RedisBinary binary) {
    if (binary.source() == Source.SYSTEM) {
      log.info("the embedded Redis is {}", binary);
    } else {
      log.warn(
          "the embedded Redis is {}: it comes with keyframed and gets no fixes any more; install"
              + " redis-server 7.0 or newer, which is used after a restart",
          binary);
    }
  }
}
