package dev.keyframed.redis;

import dev.keyframed.port.JobQueue;
import dev.keyframed.port.JobStore;
import io.vertx.redis.client.Command;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The contract, on a real Redis. */
class RedisJobQueueTest extends JobQueueContract {
  private static RedisFixture redis;
  private String namespace;
  private RedisNamespace first;

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
    namespace = RedisFixture.freshName();
    first = redis.namespace(namespace, "first");
  }

  @AfterEach
  void close() throws Exception {
    redis.closeNamespaces();
  }

  @Override
  JobQueue reader(String name) {
    try {
      return redis.namespace(namespace, name).queue();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  JobStore store() {
    return first.store();
  }

  @Override
  String put(String field, String text) throws Exception {
    return redis.command(Command.XADD, "{" + namespace + "}:jobs", "*", field, text).toString();
  }
}
