package dev.keyframed.redis;

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
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One life of the embedded Redis: a child process, from its start to its end. Blocks. */
final class RedisProcess {
  /**
   * Redis makes its files for everybody to read, unless the umask forbids it; stays one process.
   */
  private static final List<String> PRIVATE_FILES =
      List.of("/bin/sh", "-c", "umask 077; exec \"$@\"", "keyframed");

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

  /** Of its log, to find its last words in. */
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
   * Starts one; {@link #awaitUp} is to follow.
   *
   * @param port 0 for a free one
   * @throws IOException where the port is taken
   */
  static RedisProcess start(RedisFolder folder, int port, RedisBinary binary, RedisUsers users)
      throws IOException {
    int free = free(port);
    Path dir = folder.dir();
    Optional<Path> socket = EmbeddedEndpoint.socket(dir);
    if (socket.isPresent()) {
      Files.deleteIfExists(socket.get());
    }
    Path log = folder.make(LOG);
    Process process =
        new ProcessBuilder(command(dir, free, binary, users.write(folder)))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
            .start();
    RedisProcess started = new RedisProcess(dir, free, users, process);
    try {
      LeftOver.note(folder, process.toHandle());
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
      throw new IOException(taken(port), e);
    }
  }

  private static String taken(int port) {
    return "port "
        + port
        + " of 127.0.0.1, for the embedded Redis, is taken: stop what listens there, set"
        + " redis.embedded_port, or give redis.url";
  }

  /**
   * Every write is on disk before it is acknowledged: a vote that is forgotten is paid twice. With
   * {@code everysec} even a kill of the process alone forgets, for while an fsync is slow Redis
   * acknowledges what it has not written yet.
   */
  private static List<String> command(Path dir, int port, RedisBinary binary, Path rules) {
    List<String> command = new ArrayList<>(PRIVATE_FILES);
    if (Files.isExecutable(OWN_SESSION)) {
      command.add(OWN_SESSION.toString());
    }
    Map<String, String> options = new LinkedHashMap<>();
    options.put("port", Integer.toString(port));
    options.put("bind", "127.0.0.1");
    EmbeddedEndpoint.socket(dir).ifPresent(socket -> options.put("unixsocket", socket.toString()));
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
    // Whoever asks for much and reads nothing must not fill the memory that the jobs need.
    options.put("client-output-buffer-limit", "normal 512mb 256mb 30");
    options.put("maxmemory-clients", "1gb");
    command.add(binary.path().toString());
    options.forEach((name, value) -> command.addAll(List.of("--" + name, value)));
    return command;
  }

  /** Where it writes what it does. */
  static Path log(Path dir) {
    return dir.resolve(LOG);
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
      if (said == PortAnswer.STRANGE || System.nanoTime() - deadline > 0) {
        stop();
        throw new IOException(said == PortAnswer.STRANGE ? taken(port) : "it does not answer");
      }
    }
  }

  /**
   * The port is taken before the socket is made, where nobody else can make one: without it who
   * listens on the port may be anybody, and is told nothing.
   */
  private PortAnswer answer() {
    boolean isListening = EmbeddedEndpoint.socket(dir).map(Files::exists).orElse(process.isAlive());
    return isListening ? PortAnswer.of(port, users, process.pid()) : PortAnswer.NONE;
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

  /** Why it has ended, by its own last words where they can be read. Only once it has. */
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
