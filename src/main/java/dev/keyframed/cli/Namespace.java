package dev.keyframed.cli;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.keyframed.Settings;
import dev.keyframed.config.Configuration;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.Timing;
import dev.keyframed.port.TroubleBoard;
import dev.keyframed.redis.JobDesk;
import dev.keyframed.redis.RedisNamespace;
import dev.keyframed.store.Operations;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.Clock;
import java.util.concurrent.TimeoutException;

/** A namespace as one command has it open. For the command's own thread, which waits. */
final class Namespace implements AutoCloseable {
  /** Seconds that one question to Redis may take. */
  static final int PATIENCE = 10;

  private final Configuration configuration;
  private final Vertx vertx;
  private final String url;
  private final JobDesk desk;
  private RedisNamespace records;

  private Namespace(Configuration configuration, Vertx vertx, String url) {
    this.configuration = configuration;
    this.vertx = vertx;
    this.url = url;
    this.desk = JobDesk.open(vertx, url, configuration.namespace());
  }

  /** Connects; fails as {@link JobDesk} does where Redis is away. */
  static Namespace open(Configuration configuration) throws TimeoutException {
    Configuration.Redis redis = configuration.redis();
    String url = redis.embedded() ? "redis://127.0.0.1:" + redis.embeddedPort() : redis.url();
    Namespace namespace = new Namespace(configuration, vertx(url), url);
    try {
      namespace.finish(namespace.desk.ping());
      return namespace;
    } catch (TimeoutException | RuntimeException fault) {
      namespace.close();
      throw fault;
    }
  }

  private static Vertx vertx(String url) {
    FileSystemOptions noFiles =
        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
    return Vertx.vertx(
        new VertxOptions()
            .setPreferNativeTransport(url.startsWith("unix:"))
            .setFileSystemOptions(noFiles));
  }

  Configuration configuration() {
    return configuration;
  }

  JobDesk desk() {
    return desk;
  }

  /** The records as daemons have them; asked for the first time, it connects to them. */
  private RedisNamespace records() throws TimeoutException {
    if (records == null) {
      records =
          new RedisNamespace(vertx, new Settings(configuration).redisOfCommand(url), Timing.NONE);
      finish(records.open());
    }
    return records;
  }

  /** The jobs as daemons have them. */
  JobStore store() throws TimeoutException {
    return records().store();
  }

  /** The troubles that nodes have put up. */
  TroubleBoard troubles() throws TimeoutException {
    return records().troubles();
  }

  /** What an operator may do. */
  Operations operations() throws TimeoutException {
    return new Operations(
        store(), new Settings(configuration).store().machine(), Clock.systemUTC());
  }

  /** Waits for the answer. */
  <T> T get(Future<T> answer) throws TimeoutException {
    return answer.await(PATIENCE, SECONDS);
  }

  /** Waits until that is done. */
  void finish(Future<Void> done) throws TimeoutException {
    done.await(PATIENCE, SECONDS);
  }

  @Override
  public void close() throws TimeoutException {
    desk.close();
    if (records != null) {
      finish(records.close());
    }
    finish(vertx.close());
  }
}
