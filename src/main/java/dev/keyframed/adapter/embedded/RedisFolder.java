package dev.keyframed.adapter.embedded;

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
 * Manages the folder of an embedded Redis: private to its owner, and used by one daemon at a time.
 * A lock of the operating system ensures that. It is released when the daemon ends in any way.
 * Blocks.
 */
final class RedisFolder implements AutoCloseable {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final FileAttribute<?> PRIVATE = PosixFilePermissions.asFileAttribute(FILE);
  private static final String LOCK = "redis.lock";
  private static final int LONGEST_PID = 20;

  /** Includes the subfolder in which Redis 7 keeps its files. */
  private static final int DEPTH = 2;

  /**
   * Holds the folders of this process. The system drops the process's lock when the process closes
   * any channel of the file.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path dir;
  private final FileChannel lock;

  private RedisFolder(Path dir, FileChannel lock) {
    this.dir = dir;
    this.lock = lock;
  }

  /**
   * Takes the folder, and creates it if absent.
   *
   * @throws RedisFolderInUseException if another daemon uses it
   * @throws RedisFolderPlantedException if another user may have prepared it
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
    for (Path path : Files.isDirectory(wanted) ? content(wanted) : List.<Path>of()) {
      if (!path.equals(wanted) && Files.isSymbolicLink(path)) {
        throw new RedisFolderPlantedException(path + " is a link");
      }
      refuse(FolderOwner.suspicion(path));
    }
  }

  /** Returns the folder and what lies in it. */
  private static List<Path> content(Path dir) throws IOException {
    try (Stream<Path> entries = Files.walk(dir, DEPTH)) {
      return entries.toList();
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }

  private static void refuse(Optional<String> suspicion) throws IOException {
    if (suspicion.isPresent()) {
      throw new RedisFolderPlantedException(suspicion.get());
    }
  }

  /** Closes a path to other users, for any umask and any creator. */
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

  /** Returns the path of the folder. */
  Path dir() {
    return dir;
  }

  /**
   * Closes the files in the folder to other users. Call it before a server runs there, because a
   * server creates and deletes files.
   */
  void shutFiles() throws IOException {
    for (Path path : content(dir)) {
      if (Files.isDirectory(path, NOFOLLOW_LINKS)) {
        shut(path, FOLDER);
      } else if (Files.isRegularFile(path, NOFOLLOW_LINKS)) {
        shut(path, FILE);
      }
    }
  }

  /** Writes a file that only its owner may read. It is written atomically. */
  Path write(String name, String text) throws IOException {
    Path next = dir.resolve(name + ".next");
    Files.deleteIfExists(next);
    try (FileChannel channel = FileChannel.open(next, Set.of(CREATE_NEW, WRITE), PRIVATE)) {
      int unused = channel.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
    }
    return Files.move(next, dir.resolve(name), ATOMIC_MOVE);
  }

  /**
   * Creates a file for another program to write, which only its owner may read. An existing file is
   * kept.
   */
  Path make(String name) throws IOException {
    try {
      return Files.createFile(dir.resolve(name), PRIVATE);
    } catch (FileAlreadyExistsException made) {
      return dir.resolve(name);
    }
  }

  /** Releases the folder for the next daemon. */
  @Override
  public void close() throws IOException {
    if (lock.isOpen()) {
      lock.close();
      OURS.remove(dir);
    }
  }
}
