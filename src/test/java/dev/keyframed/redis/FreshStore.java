package dev.keyframed.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.port.JobStore;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real Redis for a class of tests, and an empty namespace on it for each of them. */
final class FreshStore
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private RedisFixture redis;
  private JobStore store;

  JobStore store() {
    return store;
  }

  @Override
  public void beforeAll(ExtensionContext tests) throws Exception {
    redis = RedisFixture.start();
  }

  @Override
  public void beforeEach(ExtensionContext test) throws Exception {
    store = redis.namespace(RedisFixture.freshName(), "one").store();
    assertThat(store.head().await(5, SECONDS).job()).isEmpty();
  }

  @Override
  public void afterEach(ExtensionContext test) throws Exception {
    redis.closeNamespaces();
  }

  @Override
  public void afterAll(ExtensionContext tests) throws Exception {
    redis.stop();
  }
}
