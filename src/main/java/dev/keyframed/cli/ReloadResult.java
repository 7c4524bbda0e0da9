package dev.keyframed.cli;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in a file how a reload went: a signal has no answer, and the service manager's reload should
 * fail where the daemon's does.
 *
 * @param file where it is said; nowhere without it
 */
record ReloadResult(Optional<Path> file) {
  private static final Logger log = LoggerFactory.getLogger(ReloadResult.class);

  /** Replaces the file as a whole, so that nobody reads half a word. */
  void tell(boolean taken) {
    if (file.isEmpty()) {
      return;
    }
    Path next = file.get().resolveSibling(file.get().getFileName() + ".new");
    try {
      Files.writeString(next, taken ? "reloaded\n" : "refused\n");
      Files.move(next, file.get(), ATOMIC_MOVE);
    } catch (IOException failed) {
      log.error("cannot say how the reload went: {}", failed.toString());
    }
  }
}
