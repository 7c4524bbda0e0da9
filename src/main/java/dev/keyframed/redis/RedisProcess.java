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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.embedded.RedisExecProvider;

/** One life of the embedded Redis: a child process, from its start to its end. Blocks. */
final class RedisProcess {
  /**
   * A Ctrl-C on the terminal is for the daemon alone, which has to store what is under way; the
   * process stays the same one.
   */
  private static final Path OWN_SESSION = Path.of("/usr/bin/setsid");

  private static final Duration SILENCE = Duration.ofSeconds(60);

  /** From one word that it still reads to the next; small data is read in less. */
  private static final Duration WORD = Duration.ofSeconds(1);

  private static final long LOOK_MILLIS = 20;
  private static final int STOP_SECONDS = 10;

  /** Added by the system where a signal ended it. */
  private static final int SIGNALLED = 128;

  private static final String UP = "+PONG";
  private static final String READING = "-LOAD";

  private final Path dir;
  private final int port;
  private final Process process;

  private RedisProcess(Path dir, int port, Process process) {
    this.dir = dir;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts one; {@link #awaitUp} is to follow.
   *
   * @param port 0 for a free one
   * @throws IOException where the port is taken
   */
  static RedisProcess start(Path dir, int port) throws IOException {
    int free = free(port);
    Process process =
        new ProcessBuilder(command(dir, free))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(log(dir).toFile()))
            .start();
    RedisProcess started = new RedisProcess(dir, free, process);
    try {
      LeftOver.note(dir, process.toHandle());
      return started;
    } catch (IOException fault) {
      started.stop();
      throw fault;
    }
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

  /**
   * Every write is on disk before it is acknowledged: a vote that is forgotten is paid twice. With
   * {@code everysec} even a kill of the process alone forgets, for while an fsync is slow Redis
   * acknowledges what it has not written yet.
   */
  private static List<String> command(Path dir, int port) throws IOException {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(OWN_SESSION)) {
      command.add(OWN_SESSION.toString());
    }
    List<String> server =
        List.of(
            RedisExecProvider.defaultProvider().get().getPath(),
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
    command.addAll(server);
    return command;
  }

  /** Where it writes what it does. */
  static Path log(Path dir) {
    return dir.resolve("redis.log");
  }

  int port() {
    return port;
  }

  /**
   * Returns once it answers and has read its data, however long that takes.
   *
   * @param loading told about each second while it reads
   * @throws IOException where it ends or falls silent instead; it is stopped then
   */
  void awaitUp(Runnable loading) throws IOException {
    long deadline = System.nanoTime() + SILENCE.toNanos();
    long nextWord = System.nanoTime();
    for (String said = answer(); !said.equals(UP); said = answer()) {
      if (said.equals(READING)) {
        deadline = System.nanoTime() + SILENCE.toNanos();
        if (System.nanoTime() - nextWord >= 0) {
          loading.run();
          nextWord = System.nanoTime() + WORD.toNanos();
        }
      }
      if (endsWithin(LOOK_MILLIS, MILLISECONDS)) {
        throw new IOException(end());
      }
      if (System.nanoTime() - deadline > 0) {
        stop();
        throw new IOException("it does not answer");
      }
    }
  }

  private String answer() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      socket.setSoTimeout(1000);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(UP.length());
      return new String(answer, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return ""; // not yet
    }
  }

  /** Returns once it has ended. */
  void awaitEnd() throws InterruptedException {
    int unused = process.waitFor();
  }

  /** Waits for its end; whether it came. */
  boolean endsWithin(long time, TimeUnit unit) throws IOException {
    try {
      return process.waitFor(time, unit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new InterruptedIOException("interrupted while waiting for the embedded Redis");
    }
  }

  /** Why it has ended, by its own last words where it had any. Only once it has. */
  String end() throws IOException {
    int status = process.exitValue();
    if (status > SIGNALLED) {
      return "killed by signal " + (status - SIGNALLED);
    }
    String words = "";
    for (String line : Files.readAllLines(log(dir), StandardCharsets.ISO_8859_1)) {
      // 4242:M 01 Jan 2026 00:00:00.000 # Can't open the append-only file: No space left on device
      words = line.matches("\\d+:.* # .*") ? line.replaceFirst("^.*? # ", "") : words;
    }
    return (words.isEmpty() ? "" : words + "; ") + "exit status " + status;
  }

  /** Asks it to end, without waiting. */
  void terminate() {
    process.destroy(); // SIGTERM: Redis flushes its file
  }

  /** Stops it, and returns once it has ended. */
  void stop() throws IOException {
    terminate();
    if (!endsWithin(STOP_SECONDS, SECONDS)) {
      process.destroyForcibly();
      boolean unused = endsWithin(STOP_SECONDS, SECONDS);
    }
  }
}
