package dev.keyframed.adapter.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.port.JobStore;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Provides a real Redis for a test class, and an empty namespace in it for each test. */
final class StoreFixture
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private RedisFixture redis;
  private String namespace;
  private JobStore store;

  JobStore store() {
    return store;
  }

  /** Opens the namespace again, as another instance. */
  RedisNamespace namespace(String instance) throws Exception {
    return redis.namespace(namespace, instance);
  }

  /** Returns the full name of a key of the namespace. */
  String key(String name) {
    return "{" + namespace + "}:" + name;
  }

  /** Sends a command as any user of Redis may send it. */
  Response command(Command command, Object... arguments) throws Exception {
    return redis.command(command, arguments);
  }

  @Override
  public void beforeAll(ExtensionContext tests) throws Exception {
    redis = RedisFixture.start();
  }

  @Override
  public void beforeEach(ExtensionContext test) throws Exception {
    namespace = "ns" + UUID.randomUUID();
    store = namespace("store").store();
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
