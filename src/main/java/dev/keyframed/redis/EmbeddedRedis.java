package dev.keyframed.redis;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import redis.embedded.RedisExecProvider;

/**
 * A real redis-server as a child process, on the loopback address alone, with its data in a
 * directory that outlives it. For one daemon without a Redis of its own, for demo and tests.
 * Blocks: not for an event loop.
 */
public final class EmbeddedRedis implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final long LOOK_MILLIS = 20;
  private static final long LOADING_MILLIS = 1000;
  private static final int STOP_SECONDS = 10;

  /** For those who do not say how long they take to stop. */
  private static final Duration FAREWELL = Duration.ofSeconds(40);

  private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Path dir;
  private final int port;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread exit = new Thread(this::atExit, "embedded-redis-exit");
  private final Duration farewell;
  private Process process;

  private EmbeddedRedis(Path dir, int port, Duration farewell) {
    this.dir = dir;
    this.port = port;
    this.farewell = farewell;
  }

  /**
   * Starts one, and returns once it answers and has read its data.
   *
   * @param dir where its data lies; made where it is not there
   * @param port 0 for a free one
   * @throws IOException where the port is taken or the server does not come up; says which
   */
  public static EmbeddedRedis start(Path dir, int port) throws IOException {
    return start(dir, port, FAREWELL, () -> {});
  }

  /**
   * The same, for a daemon.
   *
   * @param farewell how long a daemon that is told to exit may take to stop: what it stores until
   *     then must still be taken
   * @param loading told about each second while it reads its data, which takes as long as it takes
   */
  public static EmbeddedRedis start(Path dir, int port, Duration farewell, Runnable loading)
      throws IOException {
    Files.createDirectories(dir);
    LeftOver.stop(dir);
    EmbeddedRedis redis = new EmbeddedRedis(dir, free(port), farewell);
    redis.launch(loading);
    return redis;
  }

  private static int free(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true); // as Redis does: connections of its predecessor may linger
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket.getLocalPort();
    } catch (BindException e) {
      throw new IOException(
          "port "
              + port
              + " of 127.0.0.1, for the embedded Redis, is taken: stop what listens there, set"
              + " redis.embedded_port, or give redis.url",
          e);
    }
  }

  private void launch(Runnable loading) throws IOException {
    Path log = dir.resolve("redis.log");
    process =
        new ProcessBuilder(command(RedisExecProvider.defaultProvider().get().getPath()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
            .start();
    Runtime.getRuntime().addShutdownHook(exit);
    LeftOver.note(dir, process.toHandle());
    long deadline = System.nanoTime() + START.toNanos();
    for (String answer = answer(); !answer.equals("+PONG"); answer = answer()) {
      boolean reads = answer.equals("-LOAD"); // LOADING: it reads its data
      if (reads) {
        loading.run();
        deadline = System.nanoTime() + START.toNanos();
      }
      boolean gone = exitedWithin(reads ? LOADING_MILLIS : LOOK_MILLIS, MILLISECONDS);
      if (gone || System.nanoTime() - deadline > 0) {
        close();
        throw new IOException("the embedded Redis did not come up: see " + log);
      }
    }
  }

  /**
   * Every write is on disk before it is acknowledged: a vote that is forgotten is paid twice. With
   * {@code everysec} even a kill of the process alone forgets, for while an fsync is slow Redis
   * acknowledges what it has not written yet.
   */
  private List<String> command(String executable) {
    return List.of(
        executable,
        "--port",
        Integer.toString(port),
        "--bind",
        "127.0.0.1",
        "--dir",
        dir.toAbsolutePath().toString(),
        "--appendonly",
        "yes",
        "--appendfsync",
        "always",
        "--save",
        "",
        "--maxmemory-policy",
        "noeviction");
  }

  /** How its answer to a PING begins; empty where there is none yet. */
  private String answer() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      socket.setSoTimeout(1000);
      socket.getOutputStream().write(PING);
      return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return "";
    }
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** As a {@code redis.url}. */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Stops it: it writes its data and ends. Idempotent; returns once it has ended. */
  @Override
  public void close() throws IOException {
    closed.countDown();
    process.destroy(); // SIGTERM: Redis flushes its file
    if (!exitedWithin(STOP_SECONDS, SECONDS)) {
      process.destroyForcibly();
    }
    LeftOver.forget(dir);
    try {
      Runtime.getRuntime().removeShutdownHook(exit);
    } catch (IllegalStateException e) {
      return; // The JVM is going down already, and the hook with it.
    }
  }

  private boolean exitedWithin(long time, TimeUnit unit) throws IOException {
    try {
      return process.waitFor(time, unit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new InterruptedIOException("interrupted while waiting for the embedded Redis");
    }
  }

  /** Whoever closes it in a hook of its own does so first; nobody else leaves it behind. */
  private void atExit() {
    try {
      boolean unused = closed.await(farewell.toSeconds(), SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroy();
  }
}
