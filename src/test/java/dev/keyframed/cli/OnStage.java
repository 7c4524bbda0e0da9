package dev.keyframed.cli;

import dev.keyframed.adapter.embedded.EmbeddedRedis;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Provides tests of commands with one Redis for the class and a namespace for each test. */
abstract class OnStage {
  @TempDir static Path redisDir;
  private static EmbeddedRedis redis;

  CommandStage stage;

  @BeforeAll
  static void startRedis() throws Exception {
    redis = CommandStage.redis(redisDir);
  }

  @AfterAll
  static void stopRedis() throws Exception {
    redis.close();
  }

  @BeforeEach
  void open() throws Exception {
    stage = CommandStage.open(redis);
  }

  @AfterEach
  void close() throws Exception {
    stage.close();
  }
}
