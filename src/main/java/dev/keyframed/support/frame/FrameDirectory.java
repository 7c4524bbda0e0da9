package dev.keyframed.support.frame;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Opens frames that are files, below the one directory that may contain them. Thread-safe. */
public final class FrameDirectory {
  private static final int LONGEST_SHOWN = 200;

  private final Optional<Path> directory;

  /**
   * Creates a source of files below that directory.
   *
   * @param directory {@code frames.dir}; empty if no frame may be a file
   */
  public FrameDirectory(Optional<Path> directory) {
    this.directory = directory;
  }

  /**
   * Opens the file of that name.
   *
   * @throws UnusableFrameException if it is not found, is outside of the directory or is too large.
   *     The message shows the name as given and no other path
   */
  public InputStream open(String name) throws UnusableFrameException {
    if (directory.isEmpty()) {
      throw new UnusableFrameException("names a file, but frames.dir is not set");
    }
    try {
      Path file = find(root(directory.get()), name);
      FrameLimits.checkBytes(Files.size(file));
      return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    } catch (UnusableFrameException e) {
      throw e;
    } catch (IOException e) {
      throw new UnusableFrameException("names a file that is not readable: " + shown(name), e);
    }
  }

  private static Path root(Path directory) throws UnusableFrameException {
    try {
      return directory.toRealPath();
    } catch (IOException e) {
      throw new UnusableFrameException(
          "names a file, but frames.dir is not found or not accessible", e);
    }
  }

  private static Path find(Path root, String name) throws IOException {
    Path path = path(root, name).normalize();
    // Checked twice: as written, so that a way out is not reported as a missing file, and behind
    // its links.
    if (!path.startsWith(root) || (Files.exists(path) && !path.toRealPath().startsWith(root))) {
      throw elsewhere(null);
    }
    if (!Files.isRegularFile(path)) {
      throw new UnusableFrameException(
          "names a file that is not found in frames.dir: " + shown(name));
    }
    return path.toRealPath();
  }

  private static Path path(Path root, String name) throws UnusableFrameException {
    try {
      return root.resolve(name);
    } catch (InvalidPathException e) {
      if (name.indexOf('\0') < 0 && name.chars().anyMatch(letter -> letter > '~')) {
        throw new UnusableFrameException(
            "names a file with characters that the daemon's locale does not support: start the daemon"
                + " with LC_ALL=C.UTF-8",
            e);
      }
      throw elsewhere(e);
    }
  }

  private static UnusableFrameException elsewhere(Exception cause) {
    return new UnusableFrameException("must name a file below frames.dir", cause);
  }

  private static String shown(String name) {
    return name.length() > LONGEST_SHOWN ? name.substring(0, LONGEST_SHOWN) + "..." : name;
  }
}
