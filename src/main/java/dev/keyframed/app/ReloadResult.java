package dev.keyframed.app;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the outcome of a reload to a file.
 *
 * <p>A signal has no answer, but a reload by the service manager should fail if the daemon's fails.
 *
 * @param file the file to write; empty: none is written
 */
record ReloadResult(Optional<Path> file) {
  private static final Logger log = LoggerFactory.getLogger(ReloadResult.class);

  /** Replaces the file atomically, so that readers never see half of it. */
  void write(boolean taken) {
    if (file.isEmpty()) {
      return;
    }
    Path next = file.get().resolveSibling(file.get().getFileName() + ".new");
    try {
      Files.writeString(next, taken ? "reloaded\n" : "refused\n");
      Files.move(next, file.get(), ATOMIC_MOVE);
    } catch (IOException failed) {
      log.error("cannot write the result of the reload: {}", failed.toString());
    }
  }
}
