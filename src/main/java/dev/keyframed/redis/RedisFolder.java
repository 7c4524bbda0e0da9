package dev.keyframed.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The folder of an embedded Redis: closed to all but its owner, and one daemon's at a time. A lock
 * of the system says so, which ends with the daemon however that ends. Blocks.
 */
final class RedisFolder implements AutoCloseable {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final FileAttribute<?> PRIVATE = PosixFilePermissions.asFileAttribute(FILE);
  private static final String LOCK = "redis.lock";
  private static final int LONGEST_PID = 20;

  /** Files of Redis 7 lie in a folder of their own. */
  private static final int DEPTH = 2;

  /**
   * Those of this process: the system forgets its lock when the process closes the file, whichever
   * of its channels that was.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path dir;
  private final FileChannel lock;

  private RedisFolder(Path dir, FileChannel lock) {
    this.dir = dir;
    this.lock = lock;
  }

  /**
   * Takes it, made where it is not there.
   *
   * @throws RedisFolderInUseException where another daemon has it
   * @throws RedisFolderPlantedException where another user may have prepared it
   */
  static RedisFolder take(Path wanted) throws IOException {
    refuseForeign(wanted.toAbsolutePath());
    Files.createDirectories(wanted.toAbsolutePath());
    Path dir = wanted.toRealPath();
    if (!OURS.add(dir)) {
      throw new RedisFolderInUseException(wanted, Long.toString(ProcessHandle.current().pid()));
    }
    try {
      shut(dir, FOLDER);
      return new RedisFolder(dir, lock(wanted, dir.resolve(LOCK)));
    } catch (IOException | RuntimeException fault) {
      OURS.remove(dir);
      throw fault;
    }
  }

  private static void refuseForeign(Path wanted) throws IOException {
    Path parent = wanted.getParent();
    for (Path path : List.of(parent, wanted)) {
      refuse(FolderOwner.suspicion(path));
    }
    if (Files.exists(parent) && FolderOwner.isOpenToAll(parent)) {
      throw new RedisFolderPlantedException(parent + " may be written by everybody");
    }
    if (Files.isDirectory(wanted)) {
      refuse(FolderOwner.suspicionWithin(wanted, DEPTH));
    }
  }

  private static void refuse(Optional<String> suspicion) throws IOException {
    if (suspicion.isPresent()) {
      throw new RedisFolderPlantedException(suspicion.get());
    }
  }

  /** Closes that path to others, whatever the umask, and whoever made it. */
  private static void shut(Path path, Set<PosixFilePermission> wanted) throws IOException {
    if (!Files.getPosixFilePermissions(path, NOFOLLOW_LINKS).equals(wanted)) {
      Files.setPosixFilePermissions(path, wanted);
    }
  }

  private static FileChannel lock(Path dir, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, Set.of(StandardOpenOption.CREATE, READ, WRITE), PRIVATE);
    try {
      if (channel.tryLock() == null) {
        throw new RedisFolderInUseException(dir, holder(channel));
      }
      channel.truncate(0);
      String pid = Long.toString(ProcessHandle.current().pid());
      int unused = channel.write(ByteBuffer.wrap(pid.getBytes(US_ASCII)));
      return channel;
    } catch (OverlappingFileLockException ours) {
      throw new RedisFolderInUseException(dir, holder(channel));
    } catch (IOException fault) {
      channel.close();
      throw fault;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(LONGEST_PID);
    int unused = channel.read(text, 0);
    String pid = new String(text.array(), 0, text.position(), US_ASCII);
    return pid.matches("[0-9]+") ? pid : "unknown";
  }

  /** Where it is. */
  Path dir() {
    return dir;
  }

  /** Closes what lies there; while a server runs there, its files come and go. */
  void shutFiles() throws IOException {
    List<Path> files;
    try (Stream<Path> there = Files.walk(dir, DEPTH)) {
      files = there.toList();
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
    for (Path path : files) {
      if (Files.isDirectory(path, NOFOLLOW_LINKS)) {
        shut(path, FOLDER);
      } else if (Files.isRegularFile(path, NOFOLLOW_LINKS)) {
        shut(path, FILE);
      }
    }
  }

  /** Writes that file, to be read by its owner alone, whole or not at all. */
  Path write(String name, String text) throws IOException {
    Path next = dir.resolve(name + ".next");
    Files.deleteIfExists(next);
    try (FileChannel channel = FileChannel.open(next, Set.of(CREATE_NEW, WRITE), PRIVATE)) {
      int unused = channel.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
    }
    return Files.move(next, dir.resolve(name), ATOMIC_MOVE);
  }

  /** Makes that file, if it is not there, to be written by others for its owner alone. */
  Path make(String name) throws IOException {
    try {
      return Files.createFile(dir.resolve(name), PRIVATE);
    } catch (FileAlreadyExistsException made) {
      return dir.resolve(name);
    }
  }

  /** Leaves it to the next one. */
  @Override
  public void close() throws IOException {
    if (lock.isOpen()) {
      lock.close();
      OURS.remove(dir);
    }
  }
}
