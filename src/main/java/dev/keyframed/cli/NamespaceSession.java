package dev.keyframed.cli;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.keyframed.adapter.redis.NamespaceClient;
import dev.keyframed.app.Settings;
import dev.keyframed.config.Configuration;
import dev.keyframed.port.JobStore;
import dev.keyframed.service.store.OperatorActions;
import dev.keyframed.support.net.RedisEndpoint;
import dev.keyframed.support.net.RedisLogin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Connects one command to a namespace. For the command's own thread, which blocks. */
final class NamespaceSession implements AutoCloseable {
  /** Limits the wait for the reply to a request. Longer than the 5 s of one Redis command. */
  static final int REDIS_TIMEOUT_SECONDS = 10;

  private final Configuration configuration;
  private final Vertx vertx;
  private final RedisEndpoint redis;
  private final NamespaceClient client;
  private JobStore store;

  private NamespaceSession(
      Configuration configuration,
      Vertx vertx,
      RedisEndpoint redis,
      Supplier<Optional<RedisLogin>> login) {
    this.configuration = configuration;
    this.vertx = vertx;
    this.redis = redis;
    this.client = NamespaceClient.open(vertx, redis, login, configuration.namespace());
  }

  /**
   * Connects to Redis.
   *
   * <p>Fails as {@link NamespaceClient} does if Redis is unavailable.
   *
   * @param login read for each connection, since an embedded Redis has another password after a
   *     restart
   */
  static NamespaceSession open(
      Configuration configuration, RedisEndpoint redis, Supplier<Optional<RedisLogin>> login)
      throws TimeoutException {
    NamespaceSession namespace = new NamespaceSession(configuration, vertx(redis), redis, login);
    try {
      namespace.finish(namespace.client.ping());
      return namespace;
    } catch (TimeoutException | RuntimeException fault) {
      namespace.close();
      throw fault;
    }
  }

  private static Vertx vertx(RedisEndpoint redis) {
    FileSystemOptions noFiles =
        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
    return Vertx.vertx(
        new VertxOptions()
            .setPreferNativeTransport(redis.isSocket())
            .setFileSystemOptions(noFiles));
  }

  Configuration configuration() {
    return configuration;
  }

  Vertx vertx() {
    return vertx;
  }

  NamespaceClient client() {
    return client;
  }

  /** Returns the store of the jobs; connects at the first call. */
  JobStore store() throws TimeoutException {
    if (store == null) {
      store = get(client.records(new Settings(configuration).redisOfCommand(redis)));
    }
    return store;
  }

  /** Returns the operations that an operator may perform. */
  OperatorActions operations() throws TimeoutException {
    return new OperatorActions(
        store(),
        new Settings(configuration).store().machine(),
        Clock.systemUTC(),
        client.operations(),
        operator(System.getenv()));
  }

  /** Returns user and host that run this command; the user who called sudo, if one did. */
  static String operator(Map<String, String> environment) {
    String user = System.getProperty("user.name", "somebody");
    String who = environment.getOrDefault("SUDO_USER", user);
    try {
      return who + "@" + InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return who;
    }
  }

  /** Waits for an answer and returns it. */
  <T> T get(Future<T> answer) throws TimeoutException {
    return answer.await(REDIS_TIMEOUT_SECONDS, SECONDS);
  }

  /** Waits until an operation has completed. */
  void finish(Future<Void> done) throws TimeoutException {
    done.await(REDIS_TIMEOUT_SECONDS, SECONDS);
  }

  @Override
  public void close() throws TimeoutException {
    client.close();
    finish(vertx.close());
  }
}
