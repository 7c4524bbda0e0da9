package dev.keyframed.redis;

import java.io.IOException;
import java.nio.file.Path;

/** Says that the data of an embedded Redis is another daemon's: waiting does not help. */
public final class RedisFolderInUseException extends IOException {
  private static final long serialVersionUID = 1;

  RedisFolderInUseException(Path dir, String pid) {
    super(
        "the embedded Redis of %s belongs to a daemon that runs, pid %s: stop that one, or give this one a data_dir of its own"
            .formatted(dir, pid));
  }
}
