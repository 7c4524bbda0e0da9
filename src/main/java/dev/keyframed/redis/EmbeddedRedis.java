package dev.keyframed.redis;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.keyframed.job.Backoff;
import dev.keyframed.net.RedisEndpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real redis-server as a child process, on the loopback address alone, with its data in a
 * directory that outlives it. One that ends by itself, by a full disk or a kill, is started again
 * on the same port with the same data, for as long as it takes. For one daemon without a Redis of
 * its own, for demo and tests. Blocks: not for an event loop.
 */
public final class EmbeddedRedis implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedRedis.class);
  private static final Backoff AGAIN =
      new Backoff(Duration.ofMillis(100), 2, Duration.ofSeconds(10));

  /** A full disk lets it come up and ends it at the first write: that is not to be back. */
  private static final int SETTLED_SECONDS = 2;

  /** For those who do not say how long they take to stop. */
  private static final Duration FAREWELL = Duration.ofSeconds(40);

  private final RedisFolder folder;
  private final RedisBinary binary;
  private final RedisUsers users;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread exit = new Thread(this::atExit, "embedded-redis-exit");
  private final Duration farewell;
  private volatile RedisProcess process;
  private volatile String fault;
  private volatile boolean inUse;

  private EmbeddedRedis(
      RedisFolder folder,
      RedisBinary binary,
      RedisUsers users,
      Duration farewell,
      RedisProcess process) {
    this.folder = folder;
    this.binary = binary;
    this.users = users;
    this.farewell = farewell;
    this.process = process;
  }

  /**
   * Starts one for the namespace {@code keyframed}, and returns once it answers and has read its
   * data.
   *
   * @param dir where its data lies; made where it is not there
   * @param port 0 for a free one
   * @throws RedisFolderInUseException where another daemon's lies there
   * @throws IOException where the port is taken or the server does not come up; says which
   */
  public static EmbeddedRedis start(Path dir, int port) throws IOException {
    return start(dir, port, "keyframed", FAREWELL, () -> {});
  }

  /**
   * The same, for a daemon.
   *
   * @param namespace whose jobs everybody on this machine may enqueue and look at
   * @param farewell how long a daemon that is told to exit may take to stop: what it stores until
   *     then must still be taken
   * @param loading told about each second while it reads its data, which takes as long as it takes
   */
  public static EmbeddedRedis start(
      Path dir, int port, String namespace, Duration farewell, Runnable loading)
      throws IOException {
    RedisBinary binary = RedisBinary.find();
    return start(dir, port, binary, RedisUsers.of(namespace, binary), farewell, loading);
  }

  /** The same by that binary and for those users. */
  static EmbeddedRedis start(
      Path dir, int port, RedisBinary binary, RedisUsers users, Duration farewell, Runnable loading)
      throws IOException {
    RedisFolder folder = RedisFolder.take(dir);
    try {
      if (EmbeddedEndpoint.socket(folder.dir()).isEmpty()) {
        throw new IOException(
            folder.dir()
                + " is too long a name for the socket of the embedded Redis: give data_dir a shorter one");
      }
      LeftOver.stop(folder.dir());
      folder.shutFiles();
      RedisProcess process = RedisProcess.start(folder, port, binary, users);
      return new EmbeddedRedis(folder, binary, users, farewell, process).up(loading);
    } catch (IOException | RuntimeException fault) {
      folder.close();
      throw fault;
    }
  }

  private EmbeddedRedis up(Runnable loading) throws IOException {
    Runtime.getRuntime().addShutdownHook(exit);
    try {
      process.awaitUp(loading);
    } catch (IOException never) {
      close();
      throw new IOException(
          "the embedded Redis did not come up: %s; see %s"
              .formatted(never.getMessage(), RedisProcess.log(folder.dir())),
          never);
    }
    inUse = true;
    Thread keeper = new Thread(this::keep, "embedded-redis");
    keeper.setDaemon(true);
    keeper.start();
    return this;
  }

  private void keep() {
    try {
      while (endsByItself()) {
        fault = "the embedded Redis has ended: " + process.end();
        log.warn("{}; it is started again, see {}", fault, RedisProcess.log(folder.dir()));
        int tries = 0;
        while (!closed.await(AGAIN.steady(tries, System.nanoTime()).toMillis(), MILLISECONDS)
            && !isBack()) {
          tries++;
        }
      }
    } catch (InterruptedException unexpected) {
      log.error("the embedded Redis is not looked after any more", unexpected);
    }
  }

  private boolean endsByItself() throws InterruptedException {
    process.awaitEnd();
    return closed.getCount() > 0;
  }

  /** Starts it once more; whether that went well, or nobody wants it any more. */
  private boolean isBack() {
    try {
      if (!begin()) {
        return true;
      }
      process.awaitUp(() -> {});
      if (process.endsWithin(SETTLED_SECONDS, SECONDS)) {
        throw new IOException("it has ended again: " + process.end());
      }
      fault = null;
      log.info("the embedded Redis is back, with all its data");
      return true;
    } catch (IOException cause) {
      failed("the embedded Redis cannot be started again: " + cause.getMessage());
      return false;
    }
  }

  private void failed(String why) {
    if (closed.getCount() > 0 && !why.equals(fault)) {
      log.error("{}; it is tried again and again, see {}", why, RedisProcess.log(folder.dir()));
      fault = why;
    }
  }

  /** Not while it is being closed: the one that is closed is the last one. */
  private synchronized boolean begin() throws IOException {
    if (closed.getCount() == 0) {
      return false;
    }
    process = RedisProcess.start(folder, process.port(), binary, users);
    return true;
  }

  /** Why it is not there, for as long as it is not. */
  public Optional<String> fault() {
    return Optional.ofNullable(fault);
  }

  /** Where it listens. */
  public int port() {
    return process.port();
  }

  /** What it runs. */
  public RedisBinary binary() {
    return binary;
  }

  /** As a {@code redis.url}, with the login of its owner, who may do everything: a secret. */
  public String url() {
    String login = users.owner().map(own -> own.username() + ":" + own.password() + "@").orElse("");
    return "redis://" + login + "127.0.0.1:" + port();
  }

  /**
   * Where its owner reaches it, and nobody else could answer.
   *
   * @param sockets whether the caller can connect to sockets in the file system
   */
  public RedisEndpoint endpoint(boolean sockets) {
    return EmbeddedEndpoint.of(folder.dir(), port(), users.owner(), sockets);
  }

  /** Stops it: it writes its data and ends. Idempotent; returns once it has ended. */
  @Override
  public void close() throws IOException {
    last().stop();
    LeftOver.forget(folder.dir());
    RedisUsers.forget(folder.dir());
    folder.close();
    try {
      Runtime.getRuntime().removeShutdownHook(exit);
    } catch (IllegalStateException e) {
      return; // The JVM is going down already, and the hook with it.
    }
  }

  private synchronized RedisProcess last() {
    closed.countDown();
    return process;
  }

  /** Whoever closes it in a hook of its own does so first; nobody else leaves it behind. */
  private void atExit() {
    try {
      boolean unused = !inUse || closed.await(farewell.toSeconds(), SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    last().terminate();
  }
}
