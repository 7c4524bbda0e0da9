package dev.keyframed.adapter.embedded;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs one process of the embedded Redis, from its start to its end. Blocks. */
final class RedisProcess {
  /**
   * Sets the umask, because Redis otherwise creates files that every user may read. The process
   * stays the same one.
   */
  private static final List<String> PRIVATE_FILES =
      List.of("/bin/sh", "-c", "umask 077; exec \"$@\"", "keyframed");

  /**
   * Starts the process in its own session. A Ctrl-C on the terminal is for the daemon only, which
   * must store its pending changes. The process stays the same one.
   */
  private static final Path OWN_SESSION = Path.of("/usr/bin/setsid");

  private static final Duration SILENCE = Duration.ofSeconds(60);

  /**
   * Sets the interval of the reports while the server loads its data. Small data is loaded in less.
   */
  private static final Duration WORD = Duration.ofSeconds(1);

  private static final long LOOK_MILLIS = 20;
  static final int STOP_SECONDS = 10;

  /** Offsets the exit status if a signal ended the process. */
  private static final int SIGNALLED = 128;

  /** Limits the part of the log that is searched for the last message. */
  private static final int LAST_BYTES = 64 * 1024;

  private static final String LOG = "redis.log";

  private final Path dir;
  private final int port;
  private final RedisUsers users;
  private final Process process;

  private RedisProcess(Path dir, int port, RedisUsers users, Process process) {
    this.dir = dir;
    this.port = port;
    this.users = users;
    this.process = process;
  }

  /**
   * Starts a process. Call {@link #awaitUp} next.
   *
   * @param port 0 for a free one
   * @throws IOException if the port is in use
   */
  static RedisProcess start(RedisFolder folder, int port, RedisBinary binary, RedisUsers users)
      throws IOException {
    int free = free(port);
    Path dir = folder.dir();
    Files.deleteIfExists(EmbeddedEndpoint.socket(dir));
    Path log = folder.make(LOG);
    Process process =
        new ProcessBuilder(command(dir, free, binary, users.write(folder)))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
            .start();
    RedisProcess started = new RedisProcess(dir, free, users, process);
    try {
      OrphanedRedis.note(folder, process.toHandle());
      return started;
    } catch (IOException fault) {
      started.stop();
      throw fault;
    }
  }

  private static int free(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true); // as Redis does: connections of a former server may linger
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket.getLocalPort();
    } catch (BindException e) {
      throw new IOException(taken(port), e);
    }
  }

  private static String taken(int port) {
    return "port "
        + port
        + " of 127.0.0.1, for the embedded Redis, is in use: stop the program that listens there, set"
        + " redis.embedded_port, or set redis.url";
  }

  /**
   * Builds the command line of the server. Every write is on disk before it is acknowledged,
   * because a lost vote is paid for twice. With {@code everysec}, even a kill of the process alone
   * loses writes. While an fsync is slow, Redis then acknowledges writes that are not on disk yet.
   */
  private static List<String> command(Path dir, int port, RedisBinary binary, Path rules) {
    List<String> command = new ArrayList<>(PRIVATE_FILES);
    if (Files.isExecutable(OWN_SESSION)) {
      command.add(OWN_SESSION.toString());
    }
    Map<String, String> options = new LinkedHashMap<>();
    options.put("port", Integer.toString(port));
    options.put("bind", "127.0.0.1");
    options.put("unixsocket", EmbeddedEndpoint.socket(dir).toString());
    options.put("unixsocketperm", "700");
    options.put("aclfile", rules.toString());
    options.put("enable-debug-command", "no");
    options.put("enable-module-command", "no");
    options.put("enable-protected-configs", "no");
    options.put("dir", dir.toString());
    options.put("appendonly", "yes");
    options.put("appendfsync", "always");
    options.put("save", "");
    options.put("maxmemory-policy", "noeviction");
    // A client that asks for much and reads nothing must not fill the memory of the jobs.
    options.put("client-output-buffer-limit", "normal 512mb 256mb 30");
    options.put("maxmemory-clients", "1gb");
    command.add(binary.path().toString());
    options.forEach((name, value) -> command.addAll(List.of("--" + name, value)));
    return command;
  }

  /** Returns the path of the log. */
  static Path log(Path dir) {
    return dir.resolve(LOG);
  }

  int port() {
    return port;
  }

  /**
   * Waits until the server answers and has loaded its data, however long that takes.
   *
   * @param loading called each second while the server loads
   * @throws IOException if the server exits or stops answering; it is stopped then
   */
  void awaitUp(Runnable loading) throws IOException {
    long deadline = System.nanoTime() + SILENCE.toNanos();
    long nextWord = System.nanoTime();
    for (PortAnswer said = answer(); said != PortAnswer.UP; said = answer()) {
      if (said == PortAnswer.READING) {
        deadline = System.nanoTime() + SILENCE.toNanos();
        if (System.nanoTime() - nextWord >= 0) {
          loading.run();
          nextWord = System.nanoTime() + WORD.toNanos();
        }
      }
      if (endsWithin(LOOK_MILLIS, MILLISECONDS)) {
        throw new IOException(end());
      }
      if (said == PortAnswer.OTHER_PROCESS || System.nanoTime() - deadline > 0) {
        stop();
        throw new IOException(
            said == PortAnswer.OTHER_PROCESS ? taken(port) : "it does not answer");
      }
    }
  }

  /**
   * Asks the port, but only once the socket exists. The server binds the port before it creates the
   * socket, and no other user can create that socket. Without it, another process may listen on the
   * port, and must receive nothing.
   */
  private PortAnswer answer() {
    boolean isListening = Files.exists(EmbeddedEndpoint.socket(dir));
    return isListening ? PortAnswer.of(port, users, process.pid()) : PortAnswer.NONE;
  }

  /** Waits until the process has ended. */
  void awaitEnd() throws InterruptedException {
    int unused = process.waitFor();
  }

  /** Waits for the end of the process. Returns whether it has ended. */
  boolean endsWithin(long time, TimeUnit unit) throws IOException {
    try {
      return process.waitFor(time, unit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new InterruptedIOException("interrupted while waiting for the embedded Redis");
    }
  }

  /**
   * Returns why the process has ended, by its own last log message if readable. Call it only after
   * the end.
   */
  String end() {
    int status = process.exitValue();
    if (status > SIGNALLED) {
      return "killed by signal " + (status - SIGNALLED);
    }
    String words = "";
    boolean isTaken = false;
    for (String line : lastLines()) {
      // 4242:M 01 Jan 2026 00:00:00.000 # Can't open the append-only file: No space left on device
      isTaken |= line.contains("Address already in use");
      words = line.matches("\\d+:.* # .*") ? line.replaceFirst("^.*? # ", "") : words;
    }
    return isTaken ? taken(port) : (words.isEmpty() ? "" : words + "; ") + "exit status " + status;
  }

  private List<String> lastLines() {
    try (SeekableByteChannel log = Files.newByteChannel(log(dir))) {
      ByteBuffer end = ByteBuffer.allocate(LAST_BYTES);
      int read = log.position(Math.max(0, log.size() - LAST_BYTES)).read(end);
      return read <= 0
          ? List.of()
          : new String(end.array(), 0, read, StandardCharsets.ISO_8859_1).lines().toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  /** Asks the process to end, without waiting. */
  void terminate() {
    process.destroy(); // SIGTERM: Redis flushes its file
  }

  /** Stops the process, and waits until it has ended. */
  void stop() throws IOException {
    terminate();
    if (!endsWithin(STOP_SECONDS, SECONDS)) {
      process.destroyForcibly();
      boolean unused = endsWithin(STOP_SECONDS, SECONDS);
    }
  }
}
