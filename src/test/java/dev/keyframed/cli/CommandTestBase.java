package dev.keyframed.cli;

import dev.keyframed.adapter.embedded.EmbeddedRedis;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Provides tests of commands with one Redis for the class and a namespace for each test. */
abstract class CommandTestBase {
  @TempDir static Path redisDir;
  private static EmbeddedRedis redis;

  CommandFixture fixture;

  @BeforeAll
  static void startRedis() throws Exception {
    redis = CommandFixture.redis(redisDir);
  }

  @AfterAll
  static void stopRedis() throws Exception {
    redis.close();
  }

  @BeforeEach
  void open() throws Exception {
    fixture = CommandFixture.open(redis);
  }

  @AfterEach
  void close() throws Exception {
    fixture.close();
  }
}
