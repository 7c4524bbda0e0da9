package dev.keyframed.app;

import dev.keyframed.adapter.embedded.EmbeddedRedis;
import dev.keyframed.adapter.embedded.RedisBinary;
import dev.keyframed.adapter.embedded.RedisBinary.Source;
import dev.keyframed.adapter.embedded.RedisFolderInUseException;
import dev.keyframed.adapter.embedded.RedisFolderPlantedException;
import dev.keyframed.config.Configuration;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the embedded Redis of a daemon, in its {@code data_dir}. Blocks. */
public final class EmbeddedRedisStarter {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedRedisStarter.class);

  private EmbeddedRedisStarter() {}

  /**
   * Creates {@code data_dir}, or logs why it cannot; parts that need the folder fail by themselves.
   */
  static void makeDataFolder(Configuration configuration) {
    try {
      DataFolder.make(configuration);
    } catch (IOException fault) {
      log.warn(
          "{}",
          fault instanceof FileSystemException named ? unusable(named) : "data_dir: " + fault);
    }
  }

  /**
   * Starts the embedded Redis; empty if the configuration names another server.
   *
   * @param daemonStopTimeout limits the stop of the daemon
   * @param loading runs repeatedly while Redis loads its data
   * @throws CommandException if the folder is in use, or Redis cannot be started
   */
  static Optional<EmbeddedRedis> start(
      Configuration configuration, Duration daemonStopTimeout, Runnable loading) {
    if (!configuration.redis().embedded()) {
      return Optional.empty();
    }
    try {
      EmbeddedRedis redis =
          EmbeddedRedis.start(
              folder(configuration.dataDir()),
              configuration.redis().embeddedPort(),
              configuration.namespace(),
              daemonStopTimeout,
              loading);
      logBinary(redis.binary());
      return Optional.of(redis);
    } catch (RedisFolderInUseException | RedisFolderPlantedException other) {
      throw CommandException.byConfiguration(other.getMessage());
    } catch (FileSystemException fault) {
      throw CommandException.byConfiguration(unusable(fault));
    } catch (IOException fault) {
      throw new CommandException(fault.getMessage());
    }
  }

  /**
   * Explains a file system's exception, which names the path and says by its kind what is wrong.
   */
  private static String unusable(FileSystemException fault) {
    String reason =
        fault instanceof AccessDeniedException
            ? "is not accessible to this user"
            : fault instanceof NotDirectoryException || fault instanceof FileAlreadyExistsException
                ? "is not a directory"
                : fault.getReason() == null ? "cannot be used" : fault.getReason();
    return "data_dir: "
        + fault.getFile()
        + " "
        + reason
        + ": set data_dir to a directory of this user";
  }

  /** Returns the folder of an embedded Redis in a {@code data_dir}. */
  public static Path folder(Path dataDir) {
    return dataDir.resolve("redis");
  }

  private static void logBinary(RedisBinary binary) {
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
