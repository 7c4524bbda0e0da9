package dev.keyframed.redis;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
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
 * The embedded Redis of a daemon that was killed: it lives on, with the data and the port that the
 * next one needs. A file beside the data names its process by number and moment of start, so that
 * no stranger is taken for it.
 */
final class LeftOver {
  private static final String NOTE = "redis.process";
  private static final int STOP_SECONDS = 10;

  private LeftOver() {}

  /** Writes down whose data that is now. */
  static void note(RedisFolder folder, ProcessHandle process) throws IOException {
    Path unused = folder.write(NOTE, name(process) + "\n" + name(ProcessHandle.current()));
  }

  /** It has ended in good order. */
  static void forget(Path dir) throws IOException {
    Files.deleteIfExists(file(dir));
  }

  /**
   * Stops the one that was left there, if it still runs, and waits for its end.
   *
   * @throws IOException where it was not left: whoever started it lives, and needs it; or where one
   *     runs there of which the file does not tell
   */
  static void stop(Path dir) throws IOException {
    stopNoted(dir);
    refuseAnother(dir);
  }

  private static void stopNoted(Path dir) throws IOException {
    List<String> noted = noted(dir);
    Optional<ProcessHandle> left = noted.stream().findFirst().flatMap(LeftOver::find);
    if (left.isEmpty()) {
      return;
    }
    Optional<ProcessHandle> owner = noted.stream().skip(1).findFirst().flatMap(LeftOver::find);
    if (owner.filter(other -> !other.equals(ProcessHandle.current())).isPresent()) {
      throw new IOException(
          "the embedded Redis of %s belongs to a daemon that runs, pid %d: stop that one, or give this one a data_dir of its own"
              .formatted(dir, owner.get().pid()));
    }
    boolean unused = left.get().destroy();
    try {
      left.get().onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the former embedded Redis does not end: pid " + left.get().pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the former embedded Redis", e);
    }
  }

  /** Two servers on one file would both acknowledge what only one of them keeps. */
  private static void refuseAnother(Path dir) throws IOException {
    Optional<Path> socket = RedisProcess.socket(dir).filter(Files::exists);
    if (socket.isEmpty()) {
      return;
    }
    try (SocketChannel other = SocketChannel.open(UnixDomainSocketAddress.of(socket.get()))) {
      throw new IOException(
          "a redis-server of a daemon that was killed still has the data in "
              + dir
              + ", and answers on "
              + other.getRemoteAddress()
              + ": stop it, and start again");
    } catch (ConnectException nobody) {
      return; // its server has ended
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
