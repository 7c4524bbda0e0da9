package dev.keyframed.adapter.embedded;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.keyframed.job.Backoff;
import dev.keyframed.support.net.RedisEndpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a redis-server as a child process, on the loopback address only. Its data is in a directory
 * that outlives it. If it exits by itself, for example by a full disk or a kill, it is restarted
 * without a time limit. Port and data stay the same. It serves one daemon without an external
 * Redis, the demo and tests. Blocks: not for an event loop.
 */
public final class EmbeddedRedis implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedRedis.class);
  private static final Backoff AGAIN =
      new Backoff(Duration.ofMillis(100), 2, Duration.ofSeconds(10));

  /**
   * Sets how long a restarted server must run to count as restarted. With a full disk it starts,
   * and exits at the first write.
   */
  private static final int SETTLED_SECONDS = 2;

  /** Bounds {@link #close()}: the wait after SIGTERM, and as long after SIGKILL. */
  public static final Duration STOP_TIMEOUT = Duration.ofSeconds(2 * RedisProcess.STOP_SECONDS);

  /** Sets the default time for which the server outlives the start of a shutdown. */
  private static final Duration DAEMON_STOP_TIMEOUT = Duration.ofSeconds(40);

  private final RedisFolder folder;
  private final RedisBinary binary;
  private final RedisUsers users;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread exit = new Thread(this::atExit, "embedded-redis-exit");
  private final Duration daemonStopTimeout;
  private volatile RedisProcess process;
  private volatile String fault;
  private volatile boolean inUse;

  private EmbeddedRedis(
      RedisFolder folder,
      RedisBinary binary,
      RedisUsers users,
      Duration daemonStopTimeout,
      RedisProcess process) {
    this.folder = folder;
    this.binary = binary;
    this.users = users;
    this.daemonStopTimeout = daemonStopTimeout;
    this.process = process;
  }

  /**
   * Starts a server for the namespace {@code keyframed}. Returns once it answers and has loaded its
   * data.
   *
   * @param dir the directory of its data; created if absent
   * @param port 0 for a free one
   * @throws RedisFolderInUseException if another daemon uses the directory
   * @throws IOException if the port is in use or the server does not start; the message names the
   *     reason
   */
  public static EmbeddedRedis start(Path dir, int port) throws IOException {
    return start(dir, port, "keyframed", DAEMON_STOP_TIMEOUT, () -> {});
  }

  /**
   * Starts a server for a daemon.
   *
   * @param namespace the namespace in which every user of this machine may enqueue and read jobs
   * @param daemonStopTimeout limits the stop of the daemon; until then the server must accept its
   *     changes
   * @param loading called each second while the server loads its data, which has no time limit
   */
  public static EmbeddedRedis start(
      Path dir, int port, String namespace, Duration daemonStopTimeout, Runnable loading)
      throws IOException {
    RedisBinary binary = RedisBinary.find();
    return start(dir, port, binary, RedisUsers.of(namespace, binary), daemonStopTimeout, loading);
  }

  /** Starts a server with the given binary and users. */
  static EmbeddedRedis start(
      Path dir,
      int port,
      RedisBinary binary,
      RedisUsers users,
      Duration daemonStopTimeout,
      Runnable loading)
      throws IOException {
    RedisFolder folder = RedisFolder.take(dir);
    try {
      EmbeddedEndpoint.requireRoom(folder.dir());
      OrphanedRedis.stop(folder.dir());
      folder.shutFiles();
      RedisProcess process = RedisProcess.start(folder, port, binary, users);
      return new EmbeddedRedis(folder, binary, users, daemonStopTimeout, process).awaitUp(loading);
    } catch (IOException | RuntimeException fault) {
      folder.close();
      throw fault;
    }
  }

  private EmbeddedRedis awaitUp(Runnable loading) throws IOException {
    Runtime.getRuntime().addShutdownHook(exit);
    try {
      process.awaitUp(loading);
    } catch (IOException never) {
      close();
      throw new IOException(
          "the embedded Redis did not start: %s; see %s"
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
        fault = "the embedded Redis has exited: " + process.end();
        log.warn("{}; restarting it, see {}", fault, RedisProcess.log(folder.dir()));
        int tries = 0;
        while (!closed.await(AGAIN.steady(tries, System.nanoTime()).toMillis(), MILLISECONDS)
            && !isBack()) {
          tries++;
        }
      }
    } catch (InterruptedException unexpected) {
      log.error("supervision of the embedded Redis stopped", unexpected);
    }
  }

  private boolean endsByItself() throws InterruptedException {
    process.awaitEnd();
    return closed.getCount() > 0;
  }

  /** Starts the server again. Returns whether it runs, or is not needed any more. */
  private boolean isBack() {
    try {
      if (!begin()) {
        return true;
      }
      process.awaitUp(() -> {});
      if (process.endsWithin(SETTLED_SECONDS, SECONDS)) {
        throw new IOException("it has exited again: " + process.end());
      }
      fault = null;
      log.info("the embedded Redis is running again, with all its data");
      return true;
    } catch (IOException cause) {
      failed("the embedded Redis cannot be restarted: " + cause.getMessage());
      return false;
    }
  }

  private void failed(String reason) {
    if (closed.getCount() > 0 && !reason.equals(fault)) {
      log.error("{}; retrying, see {}", reason, RedisProcess.log(folder.dir()));
      fault = reason;
    }
  }

  /**
   * Starts a process unless this is being closed, so that the process that is closed is the last
   * one.
   */
  private synchronized boolean begin() throws IOException {
    if (closed.getCount() == 0) {
      return false;
    }
    process = RedisProcess.start(folder, process.port(), binary, users);
    return true;
  }

  /** Returns why the server is not running, or empty if it is. */
  public Optional<String> fault() {
    return Optional.ofNullable(fault);
  }

  /** Returns the port of the server. */
  public int port() {
    return process.port();
  }

  /** Returns the program of the server. */
  public RedisBinary binary() {
    return binary;
  }

  /**
   * Returns a {@code redis.url} with the login of the owner, who has all rights. It is a secret.
   */
  public String url() {
    String login =
        users.owner().map(owner -> owner.username() + ":" + owner.password() + "@").orElse("");
    return "redis://" + login + "127.0.0.1:" + port();
  }

  /**
   * Returns the endpoint for the owner, where no other process can answer.
   *
   * @param sockets whether the caller can connect to Unix sockets
   */
  public RedisEndpoint endpoint(boolean sockets) {
    return EmbeddedEndpoint.of(folder.dir(), port(), users.owner(), sockets);
  }

  /**
   * Stops the server, which writes its data and exits. Idempotent; returns once the process has
   * ended.
   */
  @Override
  public void close() throws IOException {
    last().stop();
    OrphanedRedis.forget(folder.dir());
    RedisUsers.forget(folder.dir());
    folder.close();
    try {
      Runtime.getRuntime().removeShutdownHook(exit);
    } catch (IllegalStateException e) {
      return; // The JVM is exiting, and runs the hook.
    }
  }

  private synchronized RedisProcess last() {
    closed.countDown();
    return process;
  }

  /**
   * Ends the server when the JVM exits. A caller with its own shutdown hook closes it first; all
   * others leave no server behind.
   */
  private void atExit() {
    try {
      boolean unused = !inUse || closed.await(daemonStopTimeout.toSeconds(), SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    last().terminate();
  }
}
