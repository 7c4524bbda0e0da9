package dev.keyframed.adapter.redis;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.keyframed.adapter.embedded.EmbeddedRedis;
import dev.keyframed.adapter.embedded.NoLoginRedisFixture;
import dev.keyframed.port.Timing;
import dev.keyframed.port.TroubleReporter;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Provides a real Redis for a class of tests, and connections to it. A missing Redis is a failure.
 */
final class RedisFixture {
  static final Duration FORGOTTEN = Duration.ofMillis(200);
  private static final Duration PROBING = Duration.ofMillis(200);

  final Vertx vertx = Vertx.vertx();
  EmbeddedRedis server;
  private final Redis user;
  private final Path dir;
  private final List<RedisNamespace> open = new ArrayList<>();

  private RedisFixture(Path dir, EmbeddedRedis server) {
    this.dir = dir;
    this.server = server;
    this.user = Redis.createClient(vertx, server.url());
  }

  static RedisFixture start() throws IOException {
    Path dir = Files.createTempDirectory(Path.of("target"), "redis");
    return new RedisFixture(dir, NoLoginRedisFixture.start(dir, 0));
  }

  /** Starts a closed server again, on its port with its data. */
  void restart() throws IOException {
    server = NoLoginRedisFixture.start(dir, server.port());
  }

  RedisSettings settings(String namespace, String instance) {
    return new RedisSettings(server.url(), namespace, Duration.ofHours(1), 1000, instance);
  }

  /** Opens a namespace, which is closed with this fixture. */
  RedisNamespace namespace(String name, String instance) throws Exception {
    return namespace(settings(name, instance), Clock.systemUTC());
  }

  /** Opens a namespace with given settings and clock. */
  RedisNamespace namespace(RedisSettings settings, Clock clock) throws Exception {
    RedisNamespace namespace =
        new RedisNamespace(
            vertx, settings, Timing.NONE, TroubleReporter.NONE, clock, FORGOTTEN, PROBING);
    open.add(namespace);
    namespace.open().await(10, SECONDS);
    return namespace;
  }

  /** Sends a command as any user of Redis may send it. */
  Response command(Command command, Object... arguments) throws Exception {
    return user.send(Request.cmd(command, arguments)).await(5, SECONDS);
  }

  /** Closes everything that a test has opened. */
  void closeNamespaces() throws Exception {
    for (RedisNamespace namespace : open) {
      namespace.close().await(5, SECONDS);
    }
    open.clear();
  }

  void stop() throws Exception {
    closeNamespaces();
    user.close();
    vertx.close().await(10, SECONDS);
    server.close();
  }
}
