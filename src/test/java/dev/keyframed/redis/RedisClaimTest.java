package dev.keyframed.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.port.JobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The contract of the limits, on a real Redis. */
class RedisClaimTest extends ClaimContract {
  private static RedisFixture redis;
  private JobStore store;

  @BeforeAll
  static void start() throws Exception {
    redis = RedisFixture.start();
  }

  @AfterAll
  static void stop() throws Exception {
    redis.stop();
  }

  @BeforeEach
  void open() throws Exception {
    store = redis.namespace(RedisFixture.freshName(), "one").store();
    assertThat(get(store.head()).job()).isEmpty();
  }

  @AfterEach
  void close() throws Exception {
    redis.closeNamespaces();
  }

  @Override
  JobStore store() {
    return store;
  }
}
