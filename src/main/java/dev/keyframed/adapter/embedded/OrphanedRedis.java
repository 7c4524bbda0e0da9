package dev.keyframed.adapter.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.keyframed.support.net.RedisLogin;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Stops the embedded Redis that a killed daemon has left running. That server still has the data
 * and the port that the next daemon needs. A file beside the data identifies its process by number
 * and moment of start, so that no other process is stopped.
 */
final class OrphanedRedis {
  private static final String NOTE = "redis.process";
  private static final int STOP_SECONDS = 10;
  private static final long LOOK_MILLIS = 50;

  private OrphanedRedis() {}

  /** Records the server process and the daemon that use the data now. */
  static void note(RedisFolder folder, ProcessHandle process) throws IOException {
    Path unused = folder.write(NOTE, name(process) + "\n" + name(ProcessHandle.current()));
  }

  /** Removes the record after an orderly stop. */
  static void forget(Path dir) throws IOException {
    Files.deleteIfExists(file(dir));
  }

  /**
   * Stops a server that was left running, and waits for its end.
   *
   * @throws IOException if the daemon that started it still runs and needs it, or if it does not
   *     end
   */
  static void stop(Path dir) throws IOException {
    stopNoted(dir);
    stopUnnoted(dir);
  }

  private static void stopNoted(Path dir) throws IOException {
    List<String> noted = noted(dir);
    Optional<ProcessHandle> left = noted.stream().findFirst().flatMap(OrphanedRedis::find);
    if (left.isEmpty()) {
      return;
    }
    Optional<ProcessHandle> owner = noted.stream().skip(1).findFirst().flatMap(OrphanedRedis::find);
    if (owner.filter(other -> !other.equals(ProcessHandle.current())).isPresent()) {
      throw new IOException(
          "the embedded Redis of %s is in use by a running daemon, pid %d: stop that daemon, or give this one a data_dir of its own"
              .formatted(dir, owner.get().pid()));
    }
    boolean unused = left.get().destroy();
    try {
      left.get().onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(
          "the embedded Redis of a former daemon does not stop, pid " + left.get().pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the former embedded Redis to stop", e);
    }
  }

  /**
   * Stops a server that is not recorded. Its daemon was killed before it wrote the record, or the
   * clock has been set since. The folder is ours, so a server there that accepts the password in it
   * was left running. Two servers on one file would both acknowledge what only one keeps.
   */
  private static void stopUnnoted(Path dir) throws IOException {
    Path socket = EmbeddedEndpoint.socket(dir);
    if (!isThere(socket)) {
      return;
    }
    askToEnd(dir, socket);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
    while (isThere(socket)) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(
            "the redis-server of a killed daemon still uses the data in "
                + dir
                + ", and answers on "
                + socket
                + ": stop it, then start again");
      }
      pause();
    }
  }

  private static boolean isThere(Path socket) throws IOException {
    try {
      connect(socket).close();
      return true;
    } catch (ConnectException | NoSuchFileException nobody) {
      return false;
    }
  }

  private static SocketChannel connect(Path socket) throws IOException {
    if (!Files.exists(socket)) {
      throw new NoSuchFileException(socket.toString());
    }
    return SocketChannel.open(UnixDomainSocketAddress.of(socket));
  }

  /** Asks the server to exit without saving. Everything in its memory is also in its file. */
  private static void askToEnd(Path dir, Path socket) throws IOException {
    try (SocketChannel other = connect(socket)) {
      RedisLogin owner = RedisUsers.read(dir);
      String words =
          "AUTH %s %s\r\nSHUTDOWN NOSAVE\r\n".formatted(owner.username(), owner.password());
      int unused = other.write(ByteBuffer.wrap(words.getBytes(US_ASCII)));
    } catch (ConnectException | NoSuchFileException ended) {
      return; // or there is no password: the caller waits, then fails
    }
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the former embedded Redis to stop", e);
    }
  }

  private static List<String> noted(Path dir) throws IOException {
    try {
      return Files.readAllLines(file(dir));
    } catch (NoSuchFileException nobody) {
      return List.of();
    }
  }

  private static Optional<ProcessHandle> find(String noted) {
    try {
      long pid = Long.parseLong(noted.substring(0, noted.indexOf(' ')));
      return ProcessHandle.of(pid).filter(process -> name(process).equals(noted));
    } catch (NumberFormatException | IndexOutOfBoundsException none) {
      return Optional.empty();
    }
  }

  private static String name(ProcessHandle process) {
    return process.pid() + " " + process.info().startInstant().map(Instant::toString).orElse("?");
  }

  private static Path file(Path dir) {
    return dir.resolve(NOTE);
  }
}
