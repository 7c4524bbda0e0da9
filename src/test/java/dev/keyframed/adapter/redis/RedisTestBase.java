package dev.keyframed.adapter.redis;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/**
 * Provides one Redis server for a class of tests that open namespaces of their own, and closes each
 * namespace.
 */
abstract class RedisTestBase {
  static RedisFixture redis;

  @BeforeAll
  static void start() throws Exception {
    redis = RedisFixture.start();
  }

  @AfterEach
  void close() throws Exception {
    redis.closeNamespaces();
  }

  @AfterAll
  static void stop() throws Exception {
    redis.stop();
  }
}
